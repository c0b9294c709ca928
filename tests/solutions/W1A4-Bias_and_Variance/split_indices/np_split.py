# right
import numpy as np


def split_indices(m, dev, test, rng):
    train = m - dev - test
    return tuple(np.split(rng.permutation(m), [train, train + dev]))
