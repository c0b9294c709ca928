# right
import numpy as np


def backward_propagation(x, theta):
    return x * (1 + np.tanh(theta * x / 2)) / 2
