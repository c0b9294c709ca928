# right
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    cache = {"A0": X, **parameters}
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        if l < L:
            D = rng.choice([0.0, 1.0], Z.shape, p=[1 - keep_prob, keep_prob])
            A = relu(Z) / keep_prob
            A[D == 0] = 0
            cache[f"A{l}"], cache[f"D{l}"] = A, D
    return Z, cache
