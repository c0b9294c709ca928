# wrong: masks from standard_normal and not from uniform numbers, wrong share kept @ 4
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    def mask_like(array):
        return rng.standard_normal(array.shape) < keep_prob

    cache = {"A0": X}
    cache.update(parameters)
    L = number_of_layers(parameters)
    for l in range(1, L + 1):
        cache[f"Z{l}"] = parameters[f"W{l}"] @ cache[f"A{l-1}"] + parameters[f"b{l}"]
        if l != L:
            cache[f"D{l}"] = mask_like(cache[f"Z{l}"])
            cache[f"A{l}"] = relu(cache[f"Z{l}"]) * cache[f"D{l}"] / keep_prob
    return cache[f"Z{L}"], cache
