# right
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    m = X.shape[1]
    errors = {L: (sigmoid(cache[f"Z{L}"]) - Y) / m}
    for l in range(L - 1, 0, -1):
        coming_back = cache[f"W{l + 1}"].T @ errors[l + 1]
        alive = np.logical_and(cache[f"D{l}"], cache[f"Z{l}"] > 0)
        errors[l] = np.zeros_like(coming_back)
        errors[l][alive] = coming_back[alive] / keep_prob
    grads = {f"dW{l}": errors[l] @ cache[f"A{l - 1}"].T for l in errors}
    grads.update((f"db{l}", errors[l] @ np.ones((m, 1))) for l in errors)
    return grads
