# wrong: the distance from 1 goes up to 1, low is not used @ 3
def sample_beta(low, high, rng):
    exponent = rng.uniform(np.log10(1 - high), 0)
    return 1 - 10 ** exponent
