# wrong: A goes into the cache before the dropout, only the next layer sees the dropped one @ 13
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    cache = {}
    cache["A0"] = X
    A = X
    for l in range(1, L):
        cache[f"W{l}"] = parameters[f"W{l}"]
        cache[f"b{l}"] = parameters[f"b{l}"]
        Z = np.dot(parameters[f"W{l}"], A) + parameters[f"b{l}"]
        A = relu(Z)
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = A
        D = (rng.random(A.shape) < keep_prob).astype(int)
        A = A * D
        A = A / keep_prob
        cache[f"D{l}"] = D
    cache[f"W{L}"] = parameters[f"W{L}"]
    cache[f"b{L}"] = parameters[f"b{L}"]
    ZL = np.dot(parameters[f"W{L}"], A) + parameters[f"b{L}"]
    cache[f"Z{L}"] = ZL
    return ZL, cache
