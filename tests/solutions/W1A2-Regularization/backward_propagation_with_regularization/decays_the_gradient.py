# wrong: shrinks dW by the weight decay factor and adds nothing of W @ 7
def backward_propagation_with_regularization(X, Y, cache, lambd):
    decay = 1 - lambd / Y.shape[1]
    grads = backward_propagation(X, Y, cache)
    new_grads = {}
    for l in range(1, number_of_layers(cache) + 1):
        new_grads[f"dW{l}"] = decay * grads[f"dW{l}"]
        new_grads[f"db{l}"] = grads[f"db{l}"]
    return new_grads
