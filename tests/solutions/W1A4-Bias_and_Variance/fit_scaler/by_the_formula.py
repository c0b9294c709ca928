# right
import numpy as np


def fit_scaler(X):
    m = X.shape[1]
    mu = X.sum(axis=1, keepdims=True) / m
    sigma = np.sqrt(((X - mu) ** 2).sum(axis=1, keepdims=True) / m)
    sigma[sigma == 0] = 1
    return mu, sigma
