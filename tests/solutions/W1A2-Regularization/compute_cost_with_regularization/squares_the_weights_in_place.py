# wrong: W *= W squares the caller's weights in place @ 6
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    J = compute_cost(ZL, Y)
    for l in range(1, number_of_layers(parameters) + 1):
        W = parameters[f"W{l}"]
        W *= W
        J = J + lambd / (2 * Y.shape[1]) * np.sum(W)
    return J
