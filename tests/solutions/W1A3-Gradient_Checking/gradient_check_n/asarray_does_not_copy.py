# wrong: np.asarray does not copy floats, moving up and down leaves rounding in the caller's arrays @ 10
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def J(params):
        ZL, _ = network.forward_propagation(X, params)
        return network.compute_cost(ZL, Y)

    def distance(u, v):
        return np.linalg.norm(u - v) / (np.linalg.norm(u) + np.linalg.norm(v))

    working = {name: np.asarray(value, dtype=float) for name, value in parameters.items()}
    numerical, analytical, differences = [], [], {}
    for name, array in working.items():
        approx = np.zeros(array.shape)
        for position in np.ndindex(array.shape):
            array[position] += epsilon
            plus = J(working)
            array[position] -= 2 * epsilon
            minus = J(working)
            array[position] += epsilon
            approx[position] = (plus - minus) / (2 * epsilon)
        grad = gradients["d" + name]
        differences["d" + name] = distance(approx.ravel(), grad.ravel())
        numerical.extend(approx.ravel())
        analytical.extend(grad.ravel())
    return distance(np.array(numerical), np.array(analytical)), differences
