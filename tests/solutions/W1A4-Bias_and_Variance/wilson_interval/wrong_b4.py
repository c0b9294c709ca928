# wrong: 4m instead of 4m**2 under the root @ 5
def wilson_interval(wrong, m, z):
    p = wrong / m
    center = p + z**2 / (2 * m)
    half = z * np.sqrt(p * (1 - p) / m + z**2 / (4 * m))
    denominator = 1 + z**2 / m
    return (center - half) / denominator, (center + half) / denominator
