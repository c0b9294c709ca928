# right
import numpy as np


def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    costs = np.array([forward(x, t) for t in theta + epsilon * np.array([1.0, -1.0])])
    both = np.array([-np.diff(costs)[0] / (2 * epsilon), backward(x, theta)])
    return np.abs(both[0] - both[1]) / np.sum(np.abs(both))
