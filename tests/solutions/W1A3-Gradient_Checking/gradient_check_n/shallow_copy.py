# wrong: parameters.copy() holds the same arrays, which are never put back @ 12,13,15,16
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    nums = {}
    for key in parameters:
        num = np.zeros(parameters[key].shape)
        for i in np.ndindex(num.shape):
            plus = parameters.copy()
            plus[key][i] += epsilon
            up = network.compute_cost(network.forward_propagation(X, plus)[0], Y)
            minus = parameters.copy()
            minus[key][i] -= epsilon
            down = network.compute_cost(network.forward_propagation(X, minus)[0], Y)
            num[i] = (up - down) / (2 * epsilon)
        nums["d" + key] = num

    def rel(a, b):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    differences = {k: rel(nums[k], gradients[k]) for k in nums}
    a = np.concatenate([nums[k].ravel() for k in nums])
    b = np.concatenate([gradients[k].ravel() for k in nums])
    return rel(a, b), differences
