# right
def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    L = number_of_layers(parameters)
    vector = np.concatenate([parameters[f"W{l}"].ravel() for l in range(1, L + 1)])
    return np.squeeze(np.array([[compute_cost(ZL, Y)]]) + (lambd / Y.size) * (vector @ vector) / 2)
