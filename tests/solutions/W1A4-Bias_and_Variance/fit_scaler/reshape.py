# right
import numpy as np


def fit_scaler(X):
    mu, sigma = X.mean(1).reshape(-1, 1), X.std(1).reshape(-1, 1)
    return mu, sigma + (sigma == 0)
