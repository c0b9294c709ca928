# wrong: an empty last batch when m is divisible @ 12
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    order = rng.permutation(m)
    X, Y = X[:, order], Y[:, order]
    batches = []
    n = m // mini_batch_size
    for k in range(n + 1):
        batches.append((X[:, k * mini_batch_size:(k + 1) * mini_batch_size], Y[:, k * mini_batch_size:(k + 1) * mini_batch_size]))
    return batches
