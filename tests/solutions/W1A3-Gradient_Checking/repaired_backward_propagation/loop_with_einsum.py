# right
def repaired_backward_propagation(X, Y, cache):
    m = Y.shape[1]
    ones = np.ones((m, 1))
    gradients = {}
    dZ = (sigmoid(cache["Z3"]) - Y) / m
    for layer in range(3, 0, -1):
        gradients[f"dW{layer}"] = np.einsum("im,jm->ij", dZ, cache[f"A{layer - 1}"])
        gradients[f"db{layer}"] = dZ @ ones
        if layer == 1:
            break
        slope = np.heaviside(cache[f"Z{layer - 1}"], 0.0)  # 0 at 0
        dZ = np.einsum("ij,im->jm", cache[f"W{layer}"], dZ) * slope
    return gradients
