# wrong: p is not divided by m in the root's first term @ 5
def wilson_interval(wrong, m, z):
    p = wrong / m
    center = p + z**2 / (2 * m)
    half = z * np.sqrt(p * (1 - p) + z**2 / (4 * m**2))
    denominator = 1 + z**2 / m
    return (center - half) / denominator, (center + half) / denominator
