# wrong: len(Y) is the number of rows, 1, and not the number of examples @ 3
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    m = len(Y)
    L = number_of_layers(parameters)
    weights = [parameters[f"W{l}"] for l in range(1, L + 1)]
    l2 = sum((W * W).sum() for W in weights)
    return compute_cost(ZL, Y) + (lambd / (2 * m)) * l2
