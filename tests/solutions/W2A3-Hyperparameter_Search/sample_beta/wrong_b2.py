# wrong: beta itself log-uniform @ 3
def sample_beta(low, high, rng):
    return log_uniform(low, high, 1, rng)[0]
