def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    weights = np.concatenate([W.ravel() for name, W in parameters.items() if name[0] == "W"])
    return compute_cost(ZL, Y) + 0.5 * lambd * weights.dot(weights) / Y.size
