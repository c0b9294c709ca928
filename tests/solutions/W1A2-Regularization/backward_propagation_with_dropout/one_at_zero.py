# right
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / X.shape[1]
    for l in range(L, 0, -1):
        grads[f"dW{l}"], grads[f"db{l}"] = dZ @ cache[f"A{l - 1}"].T, dZ.sum(axis=1, keepdims=True)
        if l > 1:
            slope = cache[f"D{l - 1}"] * (cache[f"Z{l - 1}"] >= 0)
            dZ = slope * (cache[f"W{l}"].T @ dZ) * (1 / keep_prob)
    return grads
