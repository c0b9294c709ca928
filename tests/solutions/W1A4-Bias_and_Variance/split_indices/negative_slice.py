# wrong: with test = 0 the slice p[-0:] is everything, not nothing @ 11
import numpy as np


def split_indices(m, dev, test, rng):
    p = np.arange(m)
    rng.shuffle(p)
    n_train = m - dev - test
    train_part = p[:n_train]
    dev_part = p[n_train:n_train + dev]
    test_part = p[-test:]
    return train_part, dev_part, test_part
