# wrong: moves the entries of the caller's arrays, and back by adding @ 13, 15, 17, 19
from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def J(theta):
        ZL, cache = network.forward_propagation(X, theta)
        return network.compute_cost(ZL, Y)

    num = {}
    for name in parameters:
        num["d" + name] = np.zeros(parameters[name].shape)
        moved = parameters.copy()
        for i in np.ndindex(parameters[name].shape):
            moved[name][i] += epsilon
            J_plus = J(moved)
            moved[name][i] -= 2 * epsilon
            J_minus = J(moved)
            moved[name][i] += epsilon
            num["d" + name][i] = (J_plus - J_minus) / (2 * epsilon)

    def relative(keys):
        a = np.concatenate([num[key].flatten() for key in keys])
        b = np.concatenate([gradients[key].flatten() for key in keys])
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    return relative(list(gradients)), {key: relative([key]) for key in gradients}
