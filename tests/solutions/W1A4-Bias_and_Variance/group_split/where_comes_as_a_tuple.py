# wrong: np.where returns a tuple, whose first entry holds the indices @ 8
import numpy as np


def group_split(groups, dev_share, rng):
    names = rng.permutation(np.unique(groups))
    in_dev = np.isin(groups, names[: round(dev_share * len(names))])
    return np.where(~in_dev), np.where(in_dev)
