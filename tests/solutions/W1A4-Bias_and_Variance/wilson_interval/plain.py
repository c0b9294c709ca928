# wrong: the plain formula @ 7
import numpy as np


def wilson_interval(wrong, m, z):
    p = wrong / m
    half = z * np.sqrt(p * (1 - p) / m)
    return p - half, p + half
