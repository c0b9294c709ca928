# wrong: each pass of the loop makes a new dict @ 5
def population_statistics(X, parameters, epsilon):
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    for l in range(1, number_of_layers(parameters)):
        stats = {f"{name}{l}": cache[f"bn{l}"][name] for name in ("mu", "var")}
    return stats
