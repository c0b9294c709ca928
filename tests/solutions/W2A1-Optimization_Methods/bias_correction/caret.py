# wrong: ^ is not the power in Python @ 6
import numpy as np


def bias_correction(average, beta, t):
    return average / (1 - beta ^ t)
