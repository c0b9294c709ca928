# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_regularization(X, Y, cache, lambd):

    grads = backward_propagation(X, Y, cache)
    for name in grads:
        if "W" in name:
            grads[name] += (lambd / Y.shape[1]) * cache[name[1:]]
    return grads
