# right
import numpy as np


def wilson_interval(wrong, m, z):
    p = wrong / m
    c = p + z**2 / (2 * m)
    d = z * np.sqrt(p * (1 - p) / m + z**2 / (4 * m**2))
    low, high = (c - d) / (1 + z**2 / m), (c + d) / (1 + z**2 / m)
    return max(low, 0.0), min(high, 1.0)
