# wrong: slices from the end: with test = 0, idx[-(dev + 0):-0] is empty @ 5
def split_indices(m, dev, test, rng):
    idx = rng.permutation(m)
    train = idx[:m - dev - test]
    devs = idx[-(dev + test):-test]
    tests = idx[m - test:]
    return train, devs, tests
