# right
import numpy as np


def forward_propagation(x, theta):
    z = float(theta * x)
    return np.where(z >= 0, z + np.log1p(np.exp(-z)), np.log1p(np.exp(z)))
