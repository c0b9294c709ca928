# right
def log_uniform(low, high, size, rng):
    exponents = np.log10(low) + (np.log10(high) - np.log10(low)) * rng.random(size)
    return 10.0**exponents
