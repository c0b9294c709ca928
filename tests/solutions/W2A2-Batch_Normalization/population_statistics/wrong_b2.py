# wrong: also for the output layer (KeyError) @ 5
def population_statistics(X, parameters, epsilon):
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    stats = {}
    for l in range(1, number_of_layers(parameters) + 1):
        stats[f"mu{l}"] = cache[f"bn{l}"]["mu"]
        stats[f"var{l}"] = cache[f"bn{l}"]["var"]
    return stats
