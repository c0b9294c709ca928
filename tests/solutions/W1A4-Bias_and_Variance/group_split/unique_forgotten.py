# wrong: draws from the group of each example @ 3
def group_split(groups, dev_share, rng):
    shuffled = rng.permutation(groups)
    n_dev = round(dev_share * len(np.unique(groups)))
    in_dev = np.isin(groups, shuffled[:n_dev])
    return np.where(~in_dev)[0], np.where(in_dev)[0]
