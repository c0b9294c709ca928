# wrong: returns masks @ 4
def split_indices(m, dev, test, rng):
    u = rng.permutation(m)
    return u >= dev + test, u < dev, (u >= dev) & (u < dev + test)
