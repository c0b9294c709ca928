def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    names = list(parameters)
    sizes = [parameters[name].size for name in names]
    theta = np.hstack([parameters[name].ravel() for name in names]).astype(float)

    def unpack(vector):
        parts = np.split(vector, np.cumsum(sizes)[:-1])
        return {name: part.reshape(parameters[name].shape) for name, part in zip(names, parts)}

    def J(vector):
        return network.compute_cost(network.forward_propagation(X, unpack(vector))[0], Y)

    steps = epsilon * np.eye(theta.size)
    num = np.array([J(theta + step) - J(theta - step) for step in steps]) / (2 * epsilon)
    ana = np.hstack([gradients["d" + name].ravel() for name in names])

    def relative(num, ana):
        return float(np.sqrt(np.sum((num - ana) ** 2)) / (np.sqrt(np.sum(num**2)) + np.sqrt(np.sum(ana**2))))

    return relative(num, ana), {
        "d" + name: relative(slopes, gradients["d" + name]) for name, slopes in unpack(num).items()
    }
