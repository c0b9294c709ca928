# wrong: m is the number of features @ 10
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_regularization(X, Y, cache, lambd):

    m = X.shape[0]
    grads = backward_propagation(X, Y, cache)
    for l in range(1, number_of_layers(cache) + 1):
        grads[f"dW{l}"] += lambd / m * cache[f"W{l}"]
    return grads
