# wrong: turns Z in the cache into the slope of ReLU in place @ 10,11,12
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    delta = (sigmoid(cache[f"Z{L}"]) - Y) / X.shape[1]
    grads = {}
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = delta @ cache[f"A{l - 1}"].T
        grads[f"db{l}"] = delta.sum(axis=1, keepdims=True)
        if l > 1:
            relu_slope = cache[f"Z{l - 1}"]
            relu_slope[relu_slope <= 0] = 0
            relu_slope[relu_slope > 0] = 1
            delta = (cache[f"W{l}"].T @ delta) * cache[f"D{l - 1}"] / keep_prob * relu_slope
    return grads
