# wrong: 1/m is in dZ already and comes once more in dW and db @ 9,10
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    grads = {}
    m = Y.shape[1]
    L = number_of_layers(cache)
    dZ = (sigmoid(cache["Z" + str(L)]) - Y) / m
    for l in range(L, 0, -1):
        A_prev = cache["A" + str(l - 1)]
        grads["dW" + str(l)] = 1 / m * np.dot(dZ, A_prev.T)
        grads["db" + str(l)] = 1 / m * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA_prev = np.dot(cache["W" + str(l)].T, dZ)
            dA_prev = dA_prev * cache["D" + str(l - 1)] / keep_prob
            dZ = dA_prev * (cache["Z" + str(l - 1)] > 0)
    return grads
