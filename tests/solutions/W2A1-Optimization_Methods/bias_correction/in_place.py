# wrong: /= changes the array passed in
import numpy as np


def bias_correction(average, beta, t):
    average /= 1 - beta ** t
    return average
