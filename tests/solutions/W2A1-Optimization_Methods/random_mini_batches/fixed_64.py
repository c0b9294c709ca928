# wrong: size 64 hard-coded @ 9
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    order = rng.permutation(m)
    return [(X[:, order[k:k + 64]], Y[:, order[k:k + 64]]) for k in range(0, m, 64)]
