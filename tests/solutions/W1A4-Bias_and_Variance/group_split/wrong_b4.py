# wrong: rounds down with int @ 6
def group_split(groups, dev_share, rng):
    names = np.unique(groups)
    n = len(names)
    shuffled = rng.permutation(names)
    dev_groups = shuffled[:int(dev_share * n)]
    in_dev = np.isin(groups, dev_groups)
    return np.where(~in_dev)[0], np.where(in_dev)[0]
