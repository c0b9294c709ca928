# right
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    order = np.argsort(rng.random(X.shape[1]))
    return [
        (X[:, order[i:i + mini_batch_size]], Y[:, order[i:i + mini_batch_size]])
        for i in range(0, len(order), mini_batch_size)
    ]
