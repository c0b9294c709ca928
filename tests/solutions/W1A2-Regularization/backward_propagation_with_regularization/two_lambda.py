# wrong: the derivative of the square is counted although the penalty has a half @ 5
def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads, m = backward_propagation(X, Y, cache), X.shape[1]
    for l in range(1, number_of_layers(cache) + 1):
        grads["dW" + str(l)] = grads["dW" + str(l)] + 2 * lambd / m * cache["W" + str(l)]
    return grads
