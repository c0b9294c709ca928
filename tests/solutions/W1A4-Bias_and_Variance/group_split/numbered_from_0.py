# wrong: takes the groups to be numbered from 0 @ 4
def group_split(groups, dev_share, rng):
    n = len(set(groups.tolist()))
    dev_groups = rng.choice(n, round(dev_share * n), replace=False)
    in_dev = np.isin(groups, dev_groups)
    return np.flatnonzero(~in_dev), np.flatnonzero(in_dev)
