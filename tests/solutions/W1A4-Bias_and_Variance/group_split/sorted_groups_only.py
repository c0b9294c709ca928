# wrong: counts on sorted groups of one size @ 7, 9
import numpy as np


def group_split(groups, dev_share, rng):
    different = np.unique(groups)
    size = len(groups) // len(different)
    order = rng.permutation(len(different))[: round(dev_share * len(different))]
    dev = np.concatenate([np.arange(g * size, (g + 1) * size) for g in order])
    return np.setdiff1d(np.arange(len(groups)), dev), dev
