# right
import numpy as np


def scale(X, mu, sigma):
    return np.divide(np.subtract(X, mu), sigma)
