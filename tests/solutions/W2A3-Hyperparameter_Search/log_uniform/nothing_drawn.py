# wrong: evenly spaced numbers, and nothing is drawn @ 3
def log_uniform(low, high, size, rng):
    return np.geomspace(low, high, size)
