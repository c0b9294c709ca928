# right
import numpy as np


def k_folds(m, k, rng):
    fold = rng.permutation(np.arange(m) % k)
    return [(np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k)]
