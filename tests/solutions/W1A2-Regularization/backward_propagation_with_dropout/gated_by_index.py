# right
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / X.shape[1]
    for l in range(L, 0, -1):
        grads[f"dW{l}"], grads[f"db{l}"] = dZ @ cache[f"A{l - 1}"].T, dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dZ = cache[f"W{l}"].T @ dZ / keep_prob
            dZ[~cache[f"D{l - 1}"]] = 0
            dZ[cache[f"Z{l - 1}"] <= 0] = 0
    return grads
