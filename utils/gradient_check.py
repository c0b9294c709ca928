"""Gradient checking: is what backpropagation computes the gradient of the cost? (chapter 3)

The first three functions play with one parameter theta and the cost J(theta) = log(1 + exp(theta * x)), the loss of a
logistic unit on an example x of class 0. The last one checks the whole network of utils.network.
"""

import numpy as np

from utils import network
from utils.activations import sigmoid


def logistic_cost(x, theta):
    """J(theta) = log(1 + exp(theta * x)), a float.

    x, theta: numbers. With z = theta * x it is max(z, 0) + log(1 + exp(-|z|)): the same number, finite for finite z.
    """
    z = theta * x
    return max(z, 0) + np.log1p(np.exp(-abs(z)))


def logistic_slope(x, theta):
    """The derivative dJ/dtheta = x * sigmoid(theta * x), a float.  x, theta: numbers."""
    return x * sigmoid(theta * x)


def gradient_check(forward, backward, x, theta, epsilon=1e-5):
    """The relative difference |num - ana| / (|num| + |ana|) of a central difference and what backward gives.

    forward(x, theta) -> J.  backward(x, theta) -> dJ/dtheta, not 0 together with num.  x, theta, epsilon: numbers.
    num = (J(theta + epsilon) - J(theta - epsilon)) / (2 epsilon). Returns a float from 0 to 1.
    """
    num = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    ana = backward(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana))


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    """Compare the gradients of the network's cost with central differences, one entry of one parameter at a time.

    parameters: "W1", "b1", ..., "WL", "bL".  gradients: "dW1", "db1", ..., of the same shapes, in any order.
    X: inputs (n_x, m).  Y: labels (1, m).  epsilon: the step.
    Returns (difference, differences): ||num - ana|| / (||num|| + ||ana||) over the entries of all parameters, a float;
    and a dict of it for each parameter by itself, keyed as gradients. ||.|| is the Euclidean norm.
    """

    def cost(changed):
        ZL, _ = network.forward_propagation(X, parameters | changed)
        return network.compute_cost(ZL, Y)

    def relative_difference(num, ana):
        return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))

    nums = {}
    for name, value in parameters.items():
        nums["d" + name] = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            step = np.zeros(value.shape)
            step[index] = epsilon
            rise = cost({name: value + step}) - cost({name: value - step})
            nums["d" + name][index] = rise / (2 * epsilon)

    num = np.concatenate([nums[key].ravel() for key in gradients])
    ana = np.concatenate([gradients[key].ravel() for key in gradients])
    differences = {key: relative_difference(nums[key], gradients[key]) for key in gradients}
    return relative_difference(num, ana), differences
