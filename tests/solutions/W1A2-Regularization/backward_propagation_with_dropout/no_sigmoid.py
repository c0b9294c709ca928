# wrong: ZL taken for probabilities @ 13
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_dropout(X, Y, cache, keep_prob):

    m = X.shape[1]
    L = number_of_layers(cache)
    grads = {}
    dZ = (cache[f"Z{L}"] - Y) / m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l-1}"].T
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dZ = (cache[f"W{l}"].T @ dZ) * cache[f"D{l-1}"] / keep_prob * (cache[f"Z{l-1}"] > 0)
    return grads
