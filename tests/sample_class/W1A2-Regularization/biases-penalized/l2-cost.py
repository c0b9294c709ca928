def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    return compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * sum(np.sum(value**2) for value in parameters.values())
