# wrong: error taken from the logits, the sigmoid is forgotten @ 5
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    L = number_of_layers(cache)
    number_of_examples = Y.shape[1]
    prediction = cache[f"Z{L}"]
    error = (prediction - Y) / number_of_examples
    grads = {}
    for layer in range(L, 0, -1):
        grads[f"dW{layer}"] = error @ cache[f"A{layer - 1}"].T
        grads[f"db{layer}"] = np.sum(error, axis=1, keepdims=True)
        if layer == 1:
            continue
        passed_back = cache[f"W{layer}"].T @ error
        kept = passed_back * cache[f"D{layer - 1}"] / keep_prob
        error = np.where(cache[f"Z{layer - 1}"] > 0, kept, 0)
    return grads
