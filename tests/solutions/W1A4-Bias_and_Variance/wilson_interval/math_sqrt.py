# right
import math


def wilson_interval(wrong, m, z):
    p = wrong / m
    root = z * math.sqrt(p * (1 - p) / m + z * z / (4 * m * m))
    top = p + z * z / (2 * m)
    bottom = 1 + z * z / m
    return (top - root) / bottom, (top + root) / bottom
