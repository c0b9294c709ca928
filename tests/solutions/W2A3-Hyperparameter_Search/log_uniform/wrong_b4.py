# wrong: returns the logarithms @ 3
def log_uniform(low, high, size, rng):
    return rng.uniform(np.log(low), np.log(high), size)
