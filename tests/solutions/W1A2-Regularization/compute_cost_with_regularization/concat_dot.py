# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):

    w = np.concatenate([parameters[f"W{l}"].ravel() for l in range(1, number_of_layers(parameters) + 1)])
    return compute_cost(ZL, Y) + (lambd / (2 * np.shape(Y)[-1])) * np.linalg.norm(w) ** 2
