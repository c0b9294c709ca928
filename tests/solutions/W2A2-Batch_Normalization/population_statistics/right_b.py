# right
def population_statistics(X, parameters, epsilon):
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    stats = {}
    for l in range(1, number_of_layers(parameters)):
        stats[f"mu{l}"] = cache[f"bn{l}"]["mu"]
        stats[f"var{l}"] = cache[f"bn{l}"]["var"]
    return stats
