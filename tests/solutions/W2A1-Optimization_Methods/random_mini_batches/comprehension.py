# right
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    order = rng.permutation(Y.size)
    cuts = np.split(order, np.arange(mini_batch_size, Y.size, mini_batch_size))
    return [(X[:, c], Y[:, c]) for c in cuts]
