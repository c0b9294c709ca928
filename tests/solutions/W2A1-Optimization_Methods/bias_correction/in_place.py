# wrong: /= changes the array that was passed in @ 6
import numpy as np


def bias_correction(average, beta, t):
    average /= 1 - beta ** t
    return average
