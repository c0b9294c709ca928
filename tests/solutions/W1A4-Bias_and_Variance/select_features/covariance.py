# wrong: not divided by the deviation @ 8
import numpy as np


def select_features(X, Y, k):
    x = X - X.mean(axis=1, keepdims=True)
    y = Y - Y.mean()
    r = (x * y).sum(axis=1)
    return np.argsort(-np.abs(r))[:k]
