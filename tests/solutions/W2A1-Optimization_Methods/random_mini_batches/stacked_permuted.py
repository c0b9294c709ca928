# right
import numpy as np


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    both = rng.permutation(np.vstack([X, Y]), axis=1)
    batches = []
    while both.shape[1] > 0:
        batches.append((both[:-1, :mini_batch_size], both[-1:, :mini_batch_size]))
        both = both[:, mini_batch_size:]
    return batches
