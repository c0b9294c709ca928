# right
import numpy as np


def select_features(X, Y, k):
    y = Y.ravel() - Y.mean()
    scores = [abs(np.dot(row - row.mean(), y)) / row.std() for row in X]
    order = sorted(range(len(scores)), key=lambda i: scores[i], reverse=True)
    return np.array(order[:k])
