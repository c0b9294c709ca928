# wrong: written out for three layers @ 4, 5
def backward_propagation_bn(X, Y, cache):
    m = Y.shape[1]
    g, dZ = {}, (sigmoid(cache["Z3"]) - Y) * (1 / m)
    for l in range(3, 0, -1):
        g[f"dW{l}"], g[f"db{l}"] = dZ @ cache[f"A{l-1}"].T, dZ @ np.ones((m, 1))
        if l > 1:
            dZ, g[f"dgamma{l-1}"], g[f"dbeta{l-1}"] = batch_norm_backward(cache[f"W{l}"].T @ dZ * (cache[f"N{l-1}"] > 0), cache[f"bn{l-1}"])
    return g
