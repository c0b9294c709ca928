# right
import numpy as np


def backward_propagation(x, theta):
    z = theta * x
    return x * np.exp(z - np.logaddexp(0, z))
