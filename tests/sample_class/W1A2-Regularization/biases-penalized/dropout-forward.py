def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    cache = {"A0": X}
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        cache[f"W{l}"], cache[f"b{l}"] = W, b
        cache[f"Z{l}"] = W @ cache[f"A{l - 1}"] + b
        if l < L:
            cache[f"D{l}"] = rng.random(cache[f"Z{l}"].shape) < keep_prob
            cache[f"A{l}"] = relu(cache[f"Z{l}"]) * cache[f"D{l}"] / keep_prob
    return cache[f"Z{L}"], cache
