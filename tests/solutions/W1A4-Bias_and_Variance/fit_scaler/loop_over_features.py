# right
import numpy as np


def fit_scaler(X):
    mu = np.zeros((X.shape[0], 1))
    sigma = np.ones((X.shape[0], 1))
    for i, row in enumerate(X):
        mu[i] = np.mean(row)
        if np.std(row) > 0:
            sigma[i] = np.std(row)
    return mu, sigma
