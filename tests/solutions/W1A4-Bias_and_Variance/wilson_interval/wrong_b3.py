# wrong: z forgotten before the root @ 5
def wilson_interval(wrong, m, z):
    p = wrong / m
    center = p + z**2 / (2 * m)
    half = np.sqrt(p * (1 - p) / m + z**2 / (4 * m**2))
    denominator = 1 + z**2 / m
    return (center - half) / denominator, (center + half) / denominator
