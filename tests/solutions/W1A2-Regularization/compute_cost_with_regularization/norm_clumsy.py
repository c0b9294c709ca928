# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):

    cross_entropy = compute_cost(ZL, Y)
    m = ZL.shape[1]
    penalty = 0.0
    for l in range(number_of_layers(parameters)):
        W = parameters[f"W{l + 1}"]
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                penalty = penalty + W[i, j] * W[i, j]
    penalty = penalty / m / 2 * lambd
    return float(cross_entropy + penalty)
