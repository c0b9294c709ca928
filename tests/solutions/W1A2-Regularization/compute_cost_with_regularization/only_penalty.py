# wrong: returns the penalty alone @ 14
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):

    m = Y.shape[1]
    total = 0
    for l in range(1, number_of_layers(parameters) + 1):
        total += np.sum(parameters[f"W{l}"] ** 2)
    return lambd / (2 * m) * total
