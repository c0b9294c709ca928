# right
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m, L = X.shape[1], number_of_layers(cache)
    grads = {}
    dZ = sigmoid(cache[f"Z{L}"]) - Y
    for l in reversed(range(1, L + 1)):
        grads[f"dZ{l}"] = dZ
        grads["dW" + str(l)] = 1.0 / m * (np.dot(dZ, cache["A" + str(l - 1)].T) + lambd * cache["W" + str(l)])
        grads["db" + str(l)] = 1.0 / m * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = np.dot(cache["W" + str(l)].T, dZ)
            dZ = np.where(cache["A" + str(l - 1)] > 0, dA, 0)
    return grads
