# wrong: the dev set is in training too @ 4
def split_indices(m, dev, test, rng):
    order = rng.permutation(m)
    return order[test:], order[-dev:], order[:test]
