# wrong: each pass of the loop makes a new dict @ 6
def backward_propagation_bn(X, Y, cache):
    L, m = number_of_layers(cache), Y.shape[1]
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        g = {}
        if l < L:
            dN = cache[f"W{l+1}"].T @ dZ * (cache[f"N{l}"] > 0)
            dZ, g[f"dgamma{l}"], g[f"dbeta{l}"] = batch_norm_backward(dN, cache[f"bn{l}"])
        g[f"dW{l}"], g[f"db{l}"] = dZ @ cache[f"A{l-1}"].T, dZ.sum(1, keepdims=True)
    return g
