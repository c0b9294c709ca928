# right
import numpy as np


def group_split(groups, dev_share, rng):
    names, inverse = np.unique(groups, return_inverse=True)
    rank = rng.permutation(len(names))
    dev = rank[inverse] < round(dev_share * len(names))
    return (~dev).nonzero()[0], dev.nonzero()[0]
