# right
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    if keep_prob == 1:
        Z, cache = forward_propagation(X, parameters)
        for l in range(1, L):
            cache[f"D{l}"] = np.ones(cache[f"A{l}"].shape)
    else:
        cache = {"A0": X, **parameters}
        for l in range(1, L + 1):
            Z = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
            cache[f"Z{l}"] = Z
            if l < L:
                cache[f"D{l}"] = rng.random(Z.shape) < keep_prob
                cache[f"A{l}"] = relu(Z) * cache[f"D{l}"] / keep_prob
    return Z, cache | {"AL": sigmoid(Z), "keep_prob": keep_prob}
