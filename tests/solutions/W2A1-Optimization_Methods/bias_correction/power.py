# right
import numpy as np


def bias_correction(average, beta, t):
    weight = 1.0 - np.power(float(beta), t)
    return np.divide(average, weight)
