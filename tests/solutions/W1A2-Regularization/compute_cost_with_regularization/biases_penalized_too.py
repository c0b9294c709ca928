# wrong: sums over all parameters, the biases too @ 3
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    total = sum(np.sum(p ** 2) for p in parameters.values())
    return compute_cost(ZL, Y) + lambd / (2 * Y.size) * total
