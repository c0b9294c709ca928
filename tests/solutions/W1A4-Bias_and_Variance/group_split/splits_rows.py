# wrong: rows are split, not groups @ 6, 7, 8
import numpy as np


def group_split(groups, dev_share, rng):
    order = rng.permutation(len(groups))
    n = round(dev_share * len(groups))
    return order[n:], order[:n]
