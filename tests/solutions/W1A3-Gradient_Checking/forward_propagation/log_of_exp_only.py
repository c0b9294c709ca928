# wrong: log1p of 1 + u counts the 1 twice @ 7
import numpy as np


def forward_propagation(x, theta):
    z = theta * x
    return max(z, 0) + np.log1p(1 + np.exp(-abs(z)))
