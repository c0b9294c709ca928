# wrong: uses the logits without sigmoid @ 6
def backward_propagation_bn(X, Y, cache):
    L = number_of_layers(cache)
    m = X.shape[1]
    grads = {}
    dZ = (cache[f"Z{L}"] - Y) / m
    for l in range(L, 0, -1):
        if l < L:
            dN = dA * (cache[f"N{l}"] > 0)
            dZ, grads[f"dgamma{l}"], grads[f"dbeta{l}"] = batch_norm_backward(dN, cache[f"bn{l}"])
        grads[f"dW{l}"] = dZ @ cache[f"A{l-1}"].T
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True)
        dA = cache[f"W{l}"].T @ dZ
    return grads
