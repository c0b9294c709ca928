# wrong: applies ReLU itself to the gradient instead of its slope at Z @ 4
def repaired_backward_propagation(X, Y, cache):
    def relu_backward(gradient, Z):
        return np.maximum(0, gradient)

    batch = X.shape[1]
    out = {}
    delta = (sigmoid(cache["Z3"]) - Y) / batch
    for layer in (3, 2, 1):
        out[f"dW{layer}"] = delta @ cache[f"A{layer - 1}"].T
        out[f"db{layer}"] = delta.sum(axis=1, keepdims=True)
        if layer > 1:
            delta = relu_backward(cache[f"W{layer}"].T @ delta, cache[f"Z{layer - 1}"])
    return out
