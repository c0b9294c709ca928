# wrong: each fold is drawn afresh @ 8
import numpy as np


def k_folds(m, k, rng):
    pairs = []
    for _ in range(k):
        order = rng.permutation(m)
        pairs.append((order[m // k :], order[: m // k]))
    return pairs
