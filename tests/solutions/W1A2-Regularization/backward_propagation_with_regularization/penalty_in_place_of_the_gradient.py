# wrong: the penalty's gradient replaces the plain one and is not added to it @ 8
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = Y.shape[1]
    L = number_of_layers(cache)

    grads = backward_propagation(X, Y, cache)
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = lambd / m * cache[f"W{l}"]
    return grads
