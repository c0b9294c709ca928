# right
import numpy as np


def backward_propagation(x, theta):
    z = theta * x
    u = np.exp(-abs(z))
    # d/dz of max(z, 0) + log(1 + exp(-|z|))
    dJ_dz = (1.0 if z > 0 else 0.0) - np.sign(z) * u / (1 + u)
    if z == 0:
        dJ_dz = 0.5
    return dJ_dz * x
