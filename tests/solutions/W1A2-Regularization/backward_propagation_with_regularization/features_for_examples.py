# wrong: m is taken from the rows of X, the number of features @ 4
def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    m = X.shape[0]
    for l in range(number_of_layers(cache)):
        grads["dW" + str(l + 1)] += (lambd * cache["W" + str(l + 1)]) / m
    return grads
