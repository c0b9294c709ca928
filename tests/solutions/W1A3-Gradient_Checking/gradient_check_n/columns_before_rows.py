# right
from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    names = sorted(parameters, reverse=True)  # biases first
    theta = np.concatenate([parameters[name].flatten("F") for name in names]).astype(np.float64)
    ana = np.concatenate([gradients["d" + name].flatten("F") for name in names])
    ends = np.cumsum([0] + [parameters[name].size for name in names])
    pieces = {name: slice(start, end) for name, start, end in zip(names, ends[:-1], ends[1:])}

    def J(theta):
        parts = {n: theta[piece].reshape(parameters[n].shape, order="F") for n, piece in pieces.items()}
        return network.compute_cost(network.forward_propagation(X, parts)[0], Y)

    def relative(a, b):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    num = np.array([(J(theta + step) - J(theta - step)) / (2.0 * epsilon) for step in np.eye(theta.size) * epsilon])
    return relative(num, ana), {"d" + name: relative(num[piece], ana[piece]) for name, piece in pieces.items()}
