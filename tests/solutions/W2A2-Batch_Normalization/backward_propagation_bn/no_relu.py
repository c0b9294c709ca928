# wrong: the derivative of ReLU is missing @ 8
def backward_propagation_bn(X, Y, cache):
    L, m = number_of_layers(cache), Y.shape[1]
    g, dZ = {}, (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        g[f"dW{l}"], g[f"db{l}"] = dZ @ cache[f"A{l-1}"].T, dZ.sum(1, keepdims=True)
        if l > 1:
            dZ, g[f"dgamma{l-1}"], g[f"dbeta{l-1}"] = batch_norm_backward(cache[f"W{l}"].T @ dZ, cache[f"bn{l-1}"])
    return g
