# right
import numpy as np


def k_folds(m, k, rng):
    order = rng.permutation(m)
    return [(np.delete(order, np.s_[i::k]), order[i::k]) for i in range(k)]
