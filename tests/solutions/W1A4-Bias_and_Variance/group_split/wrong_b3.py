# wrong: assumes groups are numbered 0 to n - 1 @ 5
def group_split(groups, dev_share, rng):
    names = np.unique(groups)
    n = len(names)
    shuffled = rng.permutation(n)
    dev_groups = shuffled[:round(dev_share * n)]
    in_dev = np.isin(groups, dev_groups)
    return np.where(~in_dev)[0], np.where(in_dev)[0]
