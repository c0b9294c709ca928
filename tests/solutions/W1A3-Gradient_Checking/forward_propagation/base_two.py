# wrong: the logarithm to base 2 @ 7
import numpy as np


def forward_propagation(x, theta):
    z = theta * x
    return max(z, 0) + np.log2(1 + np.exp(-abs(z)))
