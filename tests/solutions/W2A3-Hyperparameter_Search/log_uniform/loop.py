# right
def log_uniform(low, high, size, rng):
    return np.array([low * (high / low) ** rng.random() for _ in range(size)])
