# wrong: divides by m - 1 @ 7
import numpy as np


def fit_scaler(X):
    mu = X.mean(axis=1, keepdims=True)
    sigma = X.std(axis=1, keepdims=True, ddof=1)
    return mu, np.where(sigma > 0, sigma, 1)
