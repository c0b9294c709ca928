# wrong: linear draw @ 3
def log_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)
