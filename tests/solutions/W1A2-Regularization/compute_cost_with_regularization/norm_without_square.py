# wrong: adds the norms of the weights, their root is not squared back @ 6
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    m = Y.shape[1]
    norms = 0
    for l in range(1, number_of_layers(parameters) + 1):
        norms += np.linalg.norm(parameters["W%d" % l])
    cost = compute_cost(ZL, Y)
    cost += lambd * norms / (2 * m)
    return cost
