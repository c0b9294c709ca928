# right
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    cache = {"A0": X, **parameters}
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        if l < L:
            D = keep_prob > rng.uniform(0, 1, Z.shape[::-1]).T
            cache |= {f"A{l}": relu(Z) * D / keep_prob, f"D{l}": D}
    return Z, cache
