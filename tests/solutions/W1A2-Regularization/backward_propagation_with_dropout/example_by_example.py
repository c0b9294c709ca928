# right
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m, L = X.shape[1], number_of_layers(cache)
    grads = {"d" + name: np.zeros(value.shape) for name, value in cache.items() if name[0] in "Wb"}
    for i in range(m):
        dZ = sigmoid(cache[f"Z{L}"][:, i : i + 1]) - Y[:, i : i + 1]
        for l in reversed(range(1, L + 1)):
            A = cache[f"A{l - 1}"][:, i]
            grads[f"dW{l}"] += np.outer(dZ, A) / m
            grads[f"db{l}"] += dZ / m
            if l > 1:
                dZ = np.dot(cache[f"W{l}"].T, dZ) * (A > 0)[:, np.newaxis] / keep_prob
                grads[f"dZ{l - 1}"] = dZ
    return grads
