def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    layers = len(parameters) // 2
    cache = dict(parameters, A0=X)
    for layer in range(1, layers + 1):
        before, now = str(layer - 1), str(layer)
        cache["Z" + now] = np.dot(cache["W" + now], cache["A" + before]) + cache["b" + now]
        if layer == layers:
            return cache["Z" + now], cache
        cache["D" + now] = rng.binomial(1, keep_prob, size=cache["Z" + now].shape)
        cache["A" + now] = np.where(cache["D" + now] == 1, np.maximum(0, cache["Z" + now]) / keep_prob, 0)
