# wrong: takes the smaller of z and 0 @ 7
import numpy as np


def forward_propagation(x, theta):
    z = theta * x
    big = np.minimum(z, 0.0)
    J = big + np.log1p(np.exp(-abs(z)))
    return float(J)
