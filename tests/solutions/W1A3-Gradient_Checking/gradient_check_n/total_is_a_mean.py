# wrong: the difference for all together is the mean of the single ones @ 18
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    differences = {}
    for key in parameters:
        num = np.zeros(parameters[key].shape)
        for idx, _ in np.ndenumerate(parameters[key]):
            values = []
            for step in [epsilon, -epsilon]:
                theta = {k: np.array(v, dtype=np.float64) for k, v in parameters.items()}
                theta[key][idx] += step
                ZL, cache = network.forward_propagation(X, theta)
                values.append(network.compute_cost(ZL, Y))
            num[idx] = (values[0] - values[1]) / (2 * epsilon)
        ana = gradients["d" + key]
        numerator = np.sqrt(np.sum((num - ana) ** 2))
        denominator = np.sqrt(np.sum(num**2)) + np.sqrt(np.sum(ana**2))
        differences["d" + key] = numerator / denominator
    difference = np.mean(list(differences.values()))
    return difference, differences
