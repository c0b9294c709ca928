# wrong: the sum is overwritten in every turn, only the last layer counts @ 7
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    number_of_examples = Y.shape[1]
    sum_of_squares = 0
    for l in range(1, number_of_layers(parameters) + 1):
        current_weights = parameters["W" + str(l)]
        sum_of_squares = np.sum(np.power(current_weights, 2))
    l2_cost = lambd / (2 * number_of_examples) * sum_of_squares
    return compute_cost(ZL, Y) + l2_cost
