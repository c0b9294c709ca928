# wrong: checks the functions of the notebook, not those that came in @ 16,17
import numpy as np

from utils.activations import sigmoid


def forward_propagation(x, theta):
    return np.logaddexp(0, theta * x)


def backward_propagation(x, theta):
    return x * sigmoid(theta * x)


def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    num = (forward_propagation(x, theta + epsilon) - forward_propagation(x, theta - epsilon)) / (2 * epsilon)
    ana = backward_propagation(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana))
