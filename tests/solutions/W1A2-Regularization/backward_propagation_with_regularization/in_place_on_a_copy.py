# right
def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    for l in range(1, number_of_layers(cache) + 1):
        decay = cache[f"W{l}"].copy()
        decay *= lambd
        decay /= len(Y[0])
        grads[f"dW{l}"] += decay
    return grads
