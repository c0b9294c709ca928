# right
def backward_propagation_bn(X, Y, cache):
    m = Y.shape[1]
    L = number_of_layers(cache)
    grads = {}
    dZ = sigmoid(cache["Z" + str(L)]) - Y
    for l in reversed(range(1, L + 1)):
        grads["dW" + str(l)] = dZ.dot(cache["A" + str(l - 1)].T) / m
        grads["db" + str(l)] = dZ.mean(axis=1, keepdims=True)
        if l == 1:
            break
        dA = cache["W" + str(l)].T.dot(dZ)
        dN = np.where(cache["N" + str(l - 1)] > 0, dA, 0)
        dZ, dgamma, dbeta = batch_norm_backward(dN, cache["bn" + str(l - 1)])
        grads["dgamma" + str(l - 1)] = dgamma / m
        grads["dbeta" + str(l - 1)] = dbeta / m
    return grads
