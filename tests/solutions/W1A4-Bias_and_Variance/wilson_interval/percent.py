# wrong: percent @ 6, 8
import numpy as np


def wilson_interval(wrong, m, z):
    p = 100 * wrong / m
    centre = p + z**2 / (2 * m)
    half = z * np.sqrt(p * (100 - p) / m + z**2 / (4 * m**2))
    return (centre - half) / (1 + z**2 / m), (centre + half) / (1 + z**2 / m)
