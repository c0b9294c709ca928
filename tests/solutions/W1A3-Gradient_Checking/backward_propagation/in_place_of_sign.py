# wrong: the exponential term differentiated without the sign of |z| @ 8
import numpy as np


def backward_propagation(x, theta):
    z = theta * x
    u = np.exp(-abs(z))
    return ((z > 0) - u / (1 + u)) * x
