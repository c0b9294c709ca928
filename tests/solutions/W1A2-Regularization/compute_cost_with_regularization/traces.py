# right
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    _, m = np.shape(Y)
    penalty = 0
    l = number_of_layers(parameters)
    while l:
        W = parameters[f"W{l}"]
        penalty += np.trace(W.T @ W) / m / 2
        l -= 1
    return lambd * penalty + compute_cost(ZL, Y)
