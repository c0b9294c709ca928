# wrong: forgets theta @ 6
import numpy as np


def forward_propagation(x, theta):
    z = x
    return max(z, 0) + np.log1p(np.exp(-abs(z)))
