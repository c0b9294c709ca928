# right
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    order = rng.permutation(m)
    X_shuffled = X[:, order]
    Y_shuffled = Y[:, order]
    batches = []
    for k in range(0, m, mini_batch_size):
        batches.append((X_shuffled[:, k:k + mini_batch_size], Y_shuffled[:, k:k + mini_batch_size]))
    return batches
