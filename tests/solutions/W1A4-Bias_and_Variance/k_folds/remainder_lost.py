# wrong: the remainder is in no dev set @ 7, 10
import numpy as np


def k_folds(m, k, rng):
    order = rng.permutation(m)
    size = m // k
    pairs = []
    for i in range(k):
        dev = order[i * size : (i + 1) * size]
        pairs.append((np.setdiff1d(order, dev), dev))
    return pairs
