# wrong: the stored A is masked and divided once more in dW @ 13
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    grads = {}

    def dropped(array, l):
        return array * cache[f"D{l}"] / keep_prob

    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / Y.size
    for l in reversed(range(1, L + 1)):
        A = cache[f"A{l - 1}"]
        if l > 1:
            A = dropped(A, l - 1)
        grads[f"dW{l}"] = np.dot(dZ, A.T)
        grads[f"db{l}"] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dA = np.dot(cache[f"W{l}"].T, dZ)
            dZ = dropped(dA, l - 1) * (cache[f"Z{l - 1}"] > 0)
    return grads
