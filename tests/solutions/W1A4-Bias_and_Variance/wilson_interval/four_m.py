# wrong: m not squared under the root @ 8
import numpy as np


def wilson_interval(wrong, m, z):
    p = wrong / m
    centre = p + z**2 / (2 * m)
    half = z * np.sqrt(p * (1 - p) / m + z**2 / (4 * m))
    return (centre - half) / (1 + z**2 / m), (centre + half) / (1 + z**2 / m)
