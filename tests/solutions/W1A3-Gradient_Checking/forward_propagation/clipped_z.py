# wrong: clips z at 700 @ 6
import numpy as np


def forward_propagation(x, theta):
    z = min(theta * x, 700)
    return np.log1p(np.exp(z))
