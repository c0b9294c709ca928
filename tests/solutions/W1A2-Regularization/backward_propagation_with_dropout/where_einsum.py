# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_dropout(X, Y, cache, keep_prob):

    L = number_of_layers(cache)
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / Y.size
    grads = {}
    for l in reversed(range(1, L + 1)):
        grads[f"dW{l}"] = np.einsum("im,jm->ij", dZ, cache[f"A{l - 1}"])
        grads[f"db{l}"] = dZ @ np.ones((Y.size, 1))
        if l == 1:
            return grads
        on = np.logical_and(cache[f"D{l - 1}"], cache[f"Z{l - 1}"] > 0)
        dZ = np.where(on, np.einsum("ij,im->jm", cache[f"W{l}"], dZ) / keep_prob, 0)
