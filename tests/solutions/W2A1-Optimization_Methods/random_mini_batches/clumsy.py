# right
import numpy as np
import math


def random_mini_batches(X, Y, rng, mini_batch_size=64):

    m = X.shape[1]
    permutation = list(range(m))
    rng.shuffle(permutation)
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    mini_batches = []
    num = math.floor(m / mini_batch_size)
    for k in range(num):
        a = shuffled_X[:, k * mini_batch_size:(k + 1) * mini_batch_size]
        b = shuffled_Y[:, k * mini_batch_size:(k + 1) * mini_batch_size]
        mini_batches.append((a, b))
    if m % mini_batch_size != 0:
        mini_batches.append((shuffled_X[:, num * mini_batch_size:], shuffled_Y[:, num * mini_batch_size:]))
    return mini_batches
