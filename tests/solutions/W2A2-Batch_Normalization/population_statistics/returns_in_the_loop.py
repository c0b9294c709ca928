# wrong: return stands in the loop, so only the first layer comes back @ 8
def population_statistics(X, parameters, epsilon):
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    running = {}
    for l in range(1, number_of_layers(parameters)):
        bn = cache[f"bn{l}"]
        running[f"mu{l}"], running[f"var{l}"] = bn["mu"], bn["var"]
        return running
