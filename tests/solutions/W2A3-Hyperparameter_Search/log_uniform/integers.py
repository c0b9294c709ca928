# wrong: the exponents are whole numbers, so only powers of ten come @ 3
def log_uniform(low, high, size, rng):
    return 10.0 ** rng.integers(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1, size)
