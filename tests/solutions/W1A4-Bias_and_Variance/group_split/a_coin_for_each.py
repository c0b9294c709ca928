# wrong: a coin for each group @ 4
def group_split(groups, dev_share, rng):
    names = np.unique(groups)
    d = np.isin(groups, names[rng.random(len(names)) < dev_share])
    return np.flatnonzero(~d), np.flatnonzero(d)
