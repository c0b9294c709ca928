# wrong: returns no db @ 11
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_regularization(X, Y, cache, lambd):

    grads = backward_propagation(X, Y, cache)
    return {f"dW{l}": grads[f"dW{l}"] + lambd / X.shape[1] * cache[f"W{l}"] for l in range(1, number_of_layers(cache) + 1)}
