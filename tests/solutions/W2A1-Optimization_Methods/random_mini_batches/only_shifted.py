# wrong: the examples are shifted by a random number, not shuffled @ 6
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):
    order = np.roll(np.arange(X.shape[1]), rng.integers(X.shape[1]))
    cuts = range(mini_batch_size, X.shape[1], mini_batch_size)
    return [(X[:, columns], Y[:, columns]) for columns in np.split(order, cuts)]
