# wrong: takes W of the layer below, not of the layer itself @ 12
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    L = number_of_layers(cache)
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        A_prev = cache[f"A{l - 1}"]
        grads[f"dW{l}"] = dZ @ A_prev.T
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = cache[f"W{l - 1}"].T @ dZ
            dZ = dA * cache[f"D{l - 1}"] / keep_prob * (cache[f"Z{l - 1}"] > 0)
    return grads
