# right
import numpy as np


def bias_correction(average, beta, t):

    total = 0
    for k in range(t):
        total += (1 - beta) * beta ** k
    return average / total
