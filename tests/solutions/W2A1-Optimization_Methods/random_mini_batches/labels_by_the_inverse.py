# wrong: Y is put into the inverse order @ 6
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):
    order, inverse = (order := rng.permutation(X.shape[1])), np.argsort(order)
    cuts = range(mini_batch_size, X.shape[1], mini_batch_size)
    return list(zip(np.split(X[:, order], cuts, axis=1), np.split(Y[:, inverse], cuts, axis=1)))
