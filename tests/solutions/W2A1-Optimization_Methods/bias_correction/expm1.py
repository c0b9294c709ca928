# right
import numpy as np


def bias_correction(average, beta, t):

    if beta == 0:
        return average * 1
    return average / -np.expm1(t * np.log(beta))
