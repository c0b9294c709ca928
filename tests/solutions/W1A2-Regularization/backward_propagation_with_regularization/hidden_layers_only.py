# wrong: loop ends one too early, the last layer gets no penalty @ 6
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    L = number_of_layers(cache)
    grads = backward_propagation(X, Y, cache)
    for l in range(1, L):
        dW = grads["dW%d" % l]
        W = cache["W%d" % l]
        grads["dW%d" % l] = dW + (lambd / m) * W
    return grads
