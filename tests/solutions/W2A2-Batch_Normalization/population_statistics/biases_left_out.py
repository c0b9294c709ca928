# wrong: Z is computed again without the bias, so every mean lacks it @ 6
def population_statistics(X, parameters, epsilon):
    ZL, cache = forward_propagation_bn(X, parameters, epsilon)
    stats = {}
    for l in range(1, number_of_layers(parameters)):
        Z = np.dot(parameters["W" + str(l)], cache["A" + str(l - 1)])
        stats["mu" + str(l)] = np.mean(Z, axis=1, keepdims=True)
        stats["var" + str(l)] = np.var(Z, axis=1, keepdims=True)
    return stats
