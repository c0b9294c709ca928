# right
import numpy as np


def split_indices(m, dev, test, rng):
    order = np.argsort(rng.random(m))
    return np.sort(order[dev + test :]), np.sort(order[:dev]), np.sort(order[dev : dev + test])
