# wrong: factor lambd / (2 m) of the cost kept, the 2 of the derivative is forgotten @ 4
def backward_propagation_with_regularization(X, Y, cache, lambd):
    gradients = backward_propagation(X, Y, cache)
    factor = lambd / (2 * Y.shape[1])
    return {
        name: g + factor * cache[name[1:]] if name.startswith("dW") else g
        for name, g in gradients.items()
    }
