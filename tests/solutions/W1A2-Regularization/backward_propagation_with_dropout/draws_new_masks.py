# wrong: draws new masks and does not use those of the way forward @ 14
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    rng = np.random.default_rng()
    m = X.shape[1]
    L = number_of_layers(cache)
    grads = {}

    dZ = (sigmoid(cache["Z%d" % L]) - Y) / m
    grads["dW%d" % L] = dZ @ cache["A%d" % (L - 1)].T
    grads["db%d" % L] = np.sum(dZ, axis=1, keepdims=True)

    for l in range(L - 1, 0, -1):
        dA = cache["W%d" % (l + 1)].T @ dZ
        D = rng.random(dA.shape) < keep_prob
        dZ = dA * D / keep_prob * (cache["Z%d" % l] > 0)
        grads["dW%d" % l] = dZ @ cache["A%d" % (l - 1)].T
        grads["db%d" % l] = np.sum(dZ, axis=1, keepdims=True)
    return grads
