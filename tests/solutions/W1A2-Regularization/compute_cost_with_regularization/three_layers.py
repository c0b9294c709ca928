# wrong: counts on three layers @ 10,12
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):

    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    m = Y.shape[1]
    return compute_cost(ZL, Y) + lambd / (2 * m) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))
