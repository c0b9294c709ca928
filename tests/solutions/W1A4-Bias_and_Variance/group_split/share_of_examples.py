# wrong: the share of the examples @ 4, 7
def group_split(groups, dev_share, rng):
    names = rng.permutation(np.unique(groups))
    n_dev = round(dev_share * len(groups))
    dev = []
    for g in names:
        if len(dev) >= n_dev:
            break
        dev.extend(np.flatnonzero(groups == g))
    train = np.setdiff1d(np.arange(len(groups)), dev)
    return train, np.array(dev, dtype=int)
