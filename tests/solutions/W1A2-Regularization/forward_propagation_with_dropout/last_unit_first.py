# right
def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    cache = {"A0": X}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        cache["W" + str(l)], cache["b" + str(l)] = parameters["W" + str(l)], parameters["b" + str(l)]
        cache["Z" + str(l)] = np.dot(parameters["W" + str(l)], cache["A" + str(l - 1)]) + parameters["b" + str(l)]
        if l == L:
            break
        n, m = cache["Z" + str(l)].shape
        D, A = np.zeros((n, m), dtype=int), np.zeros((n, m))
        for i in reversed(range(n)):
            for j in range(m):
                if rng.uniform() <= keep_prob:
                    D[i, j] = 1
                    A[i, j] = max(cache["Z" + str(l)][i, j], 0) / keep_prob
        cache["D" + str(l)], cache["A" + str(l)] = D, A
    return cache["Z" + str(L)], cache
