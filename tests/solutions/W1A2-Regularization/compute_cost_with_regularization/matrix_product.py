# wrong: the entries of the matrix product of W with itself in place of the squares @ 10
import numpy as np

from utils.network import compute_cost


def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    penalty = 0
    for W in [value for name, value in parameters.items() if name.startswith("W")]:
        penalty += np.sum(W @ W.T)
    return compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * penalty
