# wrong: multiplies dZ3 by a(1 - a), which belongs to the squared error @ 4
def repaired_backward_propagation(X, Y, cache):
    a3 = sigmoid(cache["Z3"])
    d3 = (a3 - Y) * a3 * (1 - a3) / X.shape[1]
    d2 = cache["W3"].T @ d3 * (cache["A2"] > 0)
    d1 = cache["W2"].T @ d2 * (cache["A1"] > 0)
    grads = {}
    for n, d in enumerate([d1, d2, d3], start=1):
        grads["dW" + str(n)] = d @ cache["A" + str(n - 1)].T
        grads["db" + str(n)] = np.sum(d, axis=1, keepdims=True)
    return grads
