# right
def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    l = number_of_layers(cache)
    error = (sigmoid(cache[f"Z{l}"]) - Y) / m
    grads = {}
    while True:
        below = cache[f"A{l - 1}"]
        grads[f"db{l}"] = error.sum(axis=1).reshape(-1, 1)
        grads[f"dW{l}"] = error.dot(below.T) + cache[f"W{l}"] * (lambd / m)
        if l == 1:
            return grads
        error = np.where(cache[f"Z{l - 1}"] > 0, cache[f"W{l}"].T.dot(error), 0.0)
        l = l - 1
