# wrong: draws with replacement @ 10
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    batches = []
    for k in range(0, m, mini_batch_size):
        i = rng.integers(0, m, min(mini_batch_size, m - k))
        batches.append((X[:, i], Y[:, i]))
    return batches
