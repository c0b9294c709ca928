# wrong: ignores rng, uses np.random @ 3
def log_uniform(low, high, size, rng):
    return np.exp(np.random.uniform(np.log(low), np.log(high), size))
