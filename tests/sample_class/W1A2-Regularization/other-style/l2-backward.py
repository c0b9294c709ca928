def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return {name: grad + (lambd / Y.size) * cache[name[1:]] if "W" in name else grad for name, grad in grads.items()}
