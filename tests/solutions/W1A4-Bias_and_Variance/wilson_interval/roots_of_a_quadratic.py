# right
import numpy as np


def wilson_interval(wrong, m, z):
    p = wrong / m
    a, b, c = 1 + z**2 / m, -(2 * p + z**2 / m), p**2
    root = np.sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
