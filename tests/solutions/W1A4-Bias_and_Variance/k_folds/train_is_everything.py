# wrong: training holds the dev set @ 7
import numpy as np


def k_folds(m, k, rng):
    order = rng.permutation(m)
    return [(order, dev) for dev in np.array_split(order, k)]
