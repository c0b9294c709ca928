# wrong: over the features @ 6, 7
import numpy as np


def fit_scaler(X):
    mu = X.mean(axis=0, keepdims=True)
    sigma = X.std(axis=0, keepdims=True)
    sigma[sigma == 0] = 1
    return mu, sigma
