# wrong: X and Y shuffled separately @ 8, 9
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    X_s = X[:, rng.permutation(m)]
    Y_s = Y[:, rng.permutation(m)]
    return [(X_s[:, k:k + mini_batch_size], Y_s[:, k:k + mini_batch_size]) for k in range(0, m, mini_batch_size)]
