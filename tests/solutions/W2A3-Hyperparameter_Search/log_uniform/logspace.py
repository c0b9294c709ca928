# wrong: a regular spacing that is shuffled, and always the same numbers @ 3
def log_uniform(low, high, size, rng):
    return rng.permutation(np.logspace(np.log10(low), np.log10(high), size))
