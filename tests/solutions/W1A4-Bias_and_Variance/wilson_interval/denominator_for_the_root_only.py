# wrong: the centre is not divided @ 7
import numpy as np


def wilson_interval(wrong, m, z):
    p = wrong / m
    centre = p + z**2 / (2 * m)
    half = z * np.sqrt(p * (1 - p) / m + z**2 / (4 * m**2)) / (1 + z**2 / m)
    return centre - half, centre + half
