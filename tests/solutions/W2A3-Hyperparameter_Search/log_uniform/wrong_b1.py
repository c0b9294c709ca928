# wrong: base mix: 10 ** of natural logs @ 3
def log_uniform(low, high, size, rng):
    return 10 ** (rng.uniform(np.log(low), np.log(high), size))
