# wrong: the stored mask is already divided by keep_prob and not 0 or 1 @ 7
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    cache = {**parameters, "A0": X}
    last = number_of_layers(parameters)
    for l in range(1, last):
        cache[f"Z{l}"] = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
        cache[f"D{l}"] = (rng.random(cache[f"Z{l}"].shape) < keep_prob) / keep_prob
        cache[f"A{l}"] = relu(cache[f"Z{l}"]) * cache[f"D{l}"]
    cache[f"Z{last}"] = parameters[f"W{last}"] @ cache[f"A{last - 1}"] + parameters[f"b{last}"]
    return cache[f"Z{last}"], cache
