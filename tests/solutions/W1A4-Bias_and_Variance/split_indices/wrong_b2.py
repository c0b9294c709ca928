# wrong: with dev = test = 0 the slice [:-0] is empty, so nothing is left for training @ 4
def split_indices(m, dev, test, rng):
    idx = rng.permutation(m)
    train = idx[:-(dev + test)]
    devs = idx[m - dev - test:m - test]
    tests = idx[m - test:]
    return train, devs, tests
