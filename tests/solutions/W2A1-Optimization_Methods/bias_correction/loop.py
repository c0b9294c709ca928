# right
import numpy as np


def bias_correction(average, beta, t):

    power = 1
    for _ in range(t):
        power = power * beta
    return average * (1 / (1 - power))
