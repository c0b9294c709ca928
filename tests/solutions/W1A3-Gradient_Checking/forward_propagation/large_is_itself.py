# right
import numpy as np


def forward_propagation(x, theta):
    z = theta * x
    if z > 50:
        return z
    return np.log1p(np.exp(z))
