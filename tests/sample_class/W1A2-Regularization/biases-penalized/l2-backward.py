def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return {name: grad + lambd / X.shape[1] * cache[name[1:]] for name, grad in grads.items()}
