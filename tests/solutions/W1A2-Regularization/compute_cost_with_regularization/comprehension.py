# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):

    squares = sum((value ** 2).sum() for key, value in parameters.items() if key[0] == "W")
    return compute_cost(ZL, Y) + lambd * squares / (2 * Y.size)
