# right
import numpy as np


def k_folds(m, k, rng):
    order = rng.permutation(m)
    ends = [m * i // k for i in range(k + 1)]
    pairs = []
    for start, end in zip(ends[:-1], ends[1:]):
        dev = order[start:end]
        pairs.append((np.setdiff1d(order, dev), dev))
    return pairs
