# wrong: returns 1 - beta @ 3
def sample_beta(low, high, rng):
    return log_uniform(1 - high, 1 - low, 1, rng)[0]
