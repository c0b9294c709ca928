# wrong: the range 0.9 to 0.999 is written in, low and high are not used @ 3
def sample_beta(low, high, rng):
    r = rng.uniform(-3, -1)
    return 1 - 10 ** r
