# wrong: no shuffle @ 6
import numpy as np


def split_indices(m, dev, test, rng):
    order = np.arange(m)
    train = m - dev - test
    return order[:train], order[train : train + dev], order[train + dev :]
