# wrong: sum without keepdims, db is flat (n,) @ 9
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = Y.shape[1]
    l = number_of_layers(cache)
    dZ = 1 / m * (sigmoid(cache["Z" + str(l)]) - Y)
    gradients = {}
    while l >= 1:
        gradients["dW" + str(l)] = np.matmul(dZ, np.transpose(cache["A" + str(l - 1)]))
        gradients["db" + str(l)] = np.sum(dZ, axis=1)
        if l == 1:
            break
        dA = np.matmul(np.transpose(cache["W" + str(l)]), dZ)
        dA = np.multiply(dA, cache["D" + str(l - 1)])
        dA = dA / keep_prob
        dZ = np.multiply(dA, cache["Z" + str(l - 1)] > 0)
        l = l - 1
    return gradients
