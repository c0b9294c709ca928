def repaired_backward_propagation(X, Y, cache):
    gradients = {}
    dZ = (sigmoid(cache["Z3"]) - Y) / X.shape[1]
    for l in [3, 2, 1]:
        gradients[f"dW{l}"] = np.dot(dZ, cache[f"A{l - 1}"].T)
        gradients[f"db{l}"] = dZ.sum(axis=1).reshape(-1, 1)
        if l > 1:
            dA = np.dot(cache[f"W{l}"].T, dZ)
            dZ = np.where(cache[f"Z{l - 1}"] > 0, dA, 0)
    return gradients
