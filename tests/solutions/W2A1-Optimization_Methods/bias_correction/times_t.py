# wrong: beta times t instead of to the power t @ 6
import numpy as np


def bias_correction(average, beta, t):
    return average / (1 - beta * t)
