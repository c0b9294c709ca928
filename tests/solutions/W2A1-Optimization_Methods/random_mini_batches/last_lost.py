# wrong: the smaller last batch is lost @ 11
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    order = rng.permutation(m)
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k * mini_batch_size:(k + 1) * mini_batch_size], Y[:, k * mini_batch_size:(k + 1) * mini_batch_size])
            for k in range(m // mini_batch_size)]
