# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_regularization(X, Y, cache, lambd):

    plain = backward_propagation(X, Y, cache)
    return {k: g + lambd * cache[k[1:]] / Y.size if k.startswith("dW") else g for k, g in plain.items()}
