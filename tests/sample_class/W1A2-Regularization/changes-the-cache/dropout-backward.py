def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    grads = {}
    cache[f"dZ{L}"] = (sigmoid(cache[f"Z{L}"]) - Y) / X.shape[1]
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = cache[f"dZ{l}"] @ cache[f"A{l - 1}"].T
        grads[f"db{l}"] = np.sum(cache[f"dZ{l}"], axis=1, keepdims=True)
        if l > 1:
            dA = cache[f"W{l}"].T @ cache[f"dZ{l}"]
            cache[f"dZ{l - 1}"] = dA * cache[f"D{l - 1}"] / keep_prob * (cache[f"Z{l - 1}"] > 0)
    return grads
