# right
import numpy as np


def split_indices(m, dev, test, rng):
    indices = np.arange(m)
    rng.shuffle(indices)
    return indices[: m - dev - test], indices[m - dev - test : m - test], indices[m - test :]
