# right
import numpy as np


def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    ana = backward(x, theta)
    theta = theta + epsilon
    right = forward(x, theta)
    theta -= 2 * epsilon
    left = forward(x, theta)
    num = (right - left) / epsilon / 2
    return np.abs(ana - num) / (np.abs(ana) + np.abs(num))
