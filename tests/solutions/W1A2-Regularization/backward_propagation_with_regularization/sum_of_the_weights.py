# wrong: adds the sum of all weights of the layer to each entry, and not each weight to its own @ 4
def backward_propagation_with_regularization(X, Y, cache, lambd):
    def penalty_slope(W):
        return lambd / Y.size * np.sum(W)

    g = backward_propagation(X, Y, cache)
    for l in range(1, number_of_layers(cache) + 1):
        g[f"dW{l}"] = g[f"dW{l}"] + penalty_slope(cache[f"W{l}"])
    return g
