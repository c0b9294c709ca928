# wrong: lambd / 2 * m multiplies by m, parentheses missing @ 8
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    m = Y.shape[1]
    L = number_of_layers(parameters)
    squares = 0
    for l in range(1, L + 1):
        squares += np.sum(np.square(parameters["W" + str(l)]))
    return compute_cost(ZL, Y) + lambd / 2 * m * squares
