# wrong: the strongest comes last @ 7
import numpy as np


def select_features(X, Y, k):
    r = np.array([np.corrcoef(row, Y[0])[0, 1] for row in X])
    return np.argsort(np.abs(r))[-k:]
