# wrong: array instead of a number @ 3
def sample_beta(low, high, rng):
    return 1 - log_uniform(1 - high, 1 - low, 1, rng)
