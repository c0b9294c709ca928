# wrong: norm(matrix, 2) is the largest singular value, not the root of the sum of squares @ 5
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def rel(a, b):
        # || . ||_2, the 2-norm
        return np.linalg.norm(a - b, 2) / (np.linalg.norm(a, 2) + np.linalg.norm(b, 2))

    def J(name, where, by):
        mine = {n: p.astype(float) for n, p in parameters.items()}  # astype makes a copy
        mine[name][where] = mine[name][where] + by
        return network.compute_cost(network.forward_propagation(X, mine)[0], Y)

    num = {}
    for name, p in parameters.items():
        num["d" + name] = np.empty(p.shape)
        for where in np.ndindex(p.shape):
            num["d" + name][where] = (J(name, where, epsilon) - J(name, where, -epsilon)) / (2 * epsilon)

    names = list(gradients)
    differences = dict((n, rel(num[n], gradients[n])) for n in names)
    difference = rel(
        np.concatenate([num[n].reshape(-1) for n in names]),
        np.concatenate([gradients[n].reshape(-1) for n in names]),
    )
    return difference, differences
