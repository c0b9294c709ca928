# wrong: ReLU and dropout are done in place in Z, so the stored Z is no longer the one before @ 12,13,14,15
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    L = number_of_layers(parameters)
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache["W%d" % l] = parameters["W%d" % l]
        cache["b%d" % l] = parameters["b%d" % l]
        Z = cache["W%d" % l].dot(cache["A%d" % (l - 1)]) + cache["b%d" % l]
        cache["Z%d" % l] = Z
        if l < L:
            D = rng.random(Z.shape) < keep_prob
            A = Z
            A[A < 0] = 0
            A[~D] = 0
            A /= keep_prob
            cache["A%d" % l] = A
            cache["D%d" % l] = D
    return Z, cache
