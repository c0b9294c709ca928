# wrong: a generator of its own @ 6
import numpy as np


def split_indices(m, dev, test, rng):
    rng = np.random.default_rng(42)
    order = rng.permutation(m)
    return order[dev + test :], order[:dev], order[dev : dev + test]
