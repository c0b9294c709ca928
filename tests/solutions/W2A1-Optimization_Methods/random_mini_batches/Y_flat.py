# wrong: the labels of a batch have shape (k,) @ 9
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    order = rng.permutation(m)
    return [(X[:, order[k:k + mini_batch_size]], Y[0, order[k:k + mini_batch_size]]) for k in range(0, m, mini_batch_size)]
