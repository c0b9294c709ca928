# wrong: the memory is uniform, and its logarithm should be @ 3
def sample_beta(low, high, rng):
    memory = rng.uniform(1 / (1 - low), 1 / (1 - high))
    return 1 - 1 / memory
