# wrong: statistics of N @ 6
def population_statistics(X, parameters, epsilon):
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    stats = {}
    for l in range(1, number_of_layers(parameters)):
        stats[f"mu{l}"] = np.mean(cache[f"N{l}"], axis=1, keepdims=True)
        stats[f"var{l}"] = np.var(cache[f"N{l}"], axis=1, keepdims=True)
    return stats
