# right
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    original = dict(parameters)
    nums = {}
    try:
        for name in original:
            slope = np.zeros(original[name].shape)
            for i in np.ndindex(*slope.shape):
                moved = original[name].astype(float)
                moved[i] += epsilon
                parameters[name] = moved
                up = network.compute_cost(network.forward_propagation(X, parameters)[0], Y)
                moved[i] = original[name][i] - epsilon
                down = network.compute_cost(network.forward_propagation(X, parameters)[0], Y)
                slope[i] = (up - down) / (2 * epsilon)
            parameters[name] = original[name]
            nums["d" + name] = slope
    finally:
        for name in original:
            parameters[name] = original[name]

    def relative(num, ana):
        return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))

    differences = {k: relative(nums[k], gradients[k]) for k in nums}
    together = relative(
        np.concatenate([nums[k].ravel() for k in nums]), np.concatenate([gradients[k].ravel() for k in nums])
    )
    return together, differences
