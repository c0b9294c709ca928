# wrong: dW takes the activations of its own layer, and needs those of the layer before @ 7
def backward_propagation_bn(X, Y, cache):
    L, m = number_of_layers(cache), X.shape[1]
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l}"].T
        grads[f"db{l}"] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dN = (cache[f"W{l}"].T @ dZ) * (cache[f"N{l - 1}"] > 0)
            dZ, grads[f"dgamma{l - 1}"], grads[f"dbeta{l - 1}"] = batch_norm_backward(dN, cache[f"bn{l - 1}"])
    return grads
