# wrong: share of the examples, not of the groups: splits rows @ 4
def group_split(groups, dev_share, rng):
    m = len(groups)
    idx = rng.permutation(m)
    n_dev = round(dev_share * m)
    return idx[n_dev:], idx[:n_dev]
