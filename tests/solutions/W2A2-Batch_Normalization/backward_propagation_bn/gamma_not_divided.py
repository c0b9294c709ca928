# wrong: 1/m is left out of dgamma and dbeta @ 10
def backward_propagation_bn(X, Y, cache):
    m, L = Y.shape[1], number_of_layers(cache)
    grads, dZ = {}, sigmoid(cache[f"Z{L}"]) - Y
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l-1}"].T / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dN = cache[f"W{l}"].T @ dZ * (cache[f"N{l-1}"] > 0)
            dZ, grads[f"dgamma{l-1}"], grads[f"dbeta{l-1}"] = batch_norm_backward(dN, cache[f"bn{l-1}"])
    return grads
