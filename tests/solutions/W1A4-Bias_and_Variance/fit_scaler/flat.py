# wrong: flat, not columns @ 6, 7
import numpy as np


def fit_scaler(X):
    mu = np.mean(X, axis=1)
    sigma = np.std(X, axis=1)
    return mu, np.where(sigma == 0, 1, sigma)
