# right
import math


def wilson_interval(wrong, m, z):
    centre = (wrong + z**2 / 2) / (m + z**2)
    half = z / (m + z**2) * math.sqrt(wrong * (m - wrong) / m + z**2 / 4)
    return centre - half, centre + half
