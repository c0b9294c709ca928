# wrong: beta * t
import numpy as np


def bias_correction(average, beta, t):
    return average / (1 - beta * t)
