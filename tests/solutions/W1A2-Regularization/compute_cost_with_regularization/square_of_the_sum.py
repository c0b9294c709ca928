# wrong: squares the sum of the weights and does not sum their squares @ 8
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    cross_entropy = compute_cost(ZL, Y)
    m = ZL.shape[1]
    penalty = 0.0
    for layer in range(number_of_layers(parameters)):
        W = parameters[f"W{layer + 1}"]
        penalty = penalty + W.sum() ** 2
    penalty = penalty * lambd / (2 * m)
    return cross_entropy + penalty
