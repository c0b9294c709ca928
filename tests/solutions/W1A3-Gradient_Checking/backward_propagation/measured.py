# wrong: a difference quotient, not the formula: right to a few digits only @ 10
import numpy as np


def backward_propagation(x, theta):
    def J(t):
        z = t * x
        return max(z, 0) + np.log1p(np.exp(-abs(z)))

    return (J(theta + 1e-5) - J(theta - 1e-5)) / 2e-5
