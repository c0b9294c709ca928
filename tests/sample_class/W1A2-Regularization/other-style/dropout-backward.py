def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    # A is positive exactly where Z is and the mask kept it, so that it gates the error for both
    m = Y.shape[1]
    layer = number_of_layers(cache)
    dZ = sigmoid(cache["Z%d" % layer]) - Y
    grads = {}
    while layer > 0:
        grads["dZ%d" % layer] = dZ
        grads["dW%d" % layer] = np.dot(dZ, cache["A%d" % (layer - 1)].T) / m
        grads["db%d" % layer] = np.mean(dZ, axis=1).reshape(-1, 1)
        dZ = np.dot(cache["W%d" % layer].T, dZ)
        layer -= 1
        if layer > 0:
            dZ = dZ * (cache["A%d" % layer] > 0) / keep_prob
    return grads
