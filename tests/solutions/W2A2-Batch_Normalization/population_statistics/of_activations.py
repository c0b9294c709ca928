# wrong: the statistics are those of the activations, after ReLU @ 5, 6
def population_statistics(X, parameters, epsilon):
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    L, found = number_of_layers(parameters), {}
    found |= {f"mu{l}": cache[f"A{l}"].mean(axis=1, keepdims=True) for l in range(1, L)}
    found |= {f"var{l}": cache[f"A{l}"].var(axis=1, keepdims=True) for l in range(1, L)}
    return found
