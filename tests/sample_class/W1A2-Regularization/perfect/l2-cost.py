def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    squares = 0
    for l in range(1, number_of_layers(parameters) + 1):
        squares += np.sum(np.square(parameters[f"W{l}"]))
    return compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * squares
