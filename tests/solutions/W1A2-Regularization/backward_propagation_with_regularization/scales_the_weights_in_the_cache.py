# wrong: W *= lambd / m changes the weights in the cache @ 7
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l in range(1, number_of_layers(cache) + 1):
        W = cache["W" + str(l)]
        W *= lambd / m
        grads["dW" + str(l)] = grads["dW" + str(l)] + W
    return grads
