def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def J(theta):
        ZL, cache = network.forward_propagation(X, theta)
        return network.compute_cost(ZL, Y)

    numerical = {}
    for name in parameters:
        numerical["d" + name] = np.zeros(parameters[name].shape)
        for i in range(parameters[name].shape[0]):
            for j in range(parameters[name].shape[1]):
                moved = {key: value.astype(float) for key, value in parameters.items()}
                moved[name][i, j] += epsilon
                J_plus = J(moved)
                moved[name][i, j] = parameters[name][i, j] - epsilon
                J_minus = J(moved)
                numerical["d" + name][i, j] = (J_plus - J_minus) / (2 * epsilon)

    differences = {}
    for key in gradients:
        distance = np.linalg.norm(numerical[key] - gradients[key])
        differences[key] = distance / (np.linalg.norm(numerical[key]) + np.linalg.norm(gradients[key]))
    num = np.concatenate([numerical[key].flatten() for key in sorted(gradients)])
    ana = np.concatenate([gradients[key].flatten() for key in sorted(gradients)])
    difference = np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))
    return difference, differences
