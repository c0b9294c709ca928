# wrong: returns group numbers instead of example indices @ 8
def group_split(groups, dev_share, rng):
    names = np.unique(groups)
    n = len(names)
    shuffled = rng.permutation(names)
    dev_groups = shuffled[:round(dev_share * n)]
    in_dev = np.isin(groups, dev_groups)
    return np.setdiff1d(names, dev_groups), dev_groups
