# right
import numpy as np


def split_indices(m, dev, test, rng):
    held = rng.choice(m, size=dev + test, replace=False)
    train = np.setdiff1d(np.arange(m), held)
    return train, held[:dev], held[dev:]
