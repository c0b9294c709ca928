# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_regularization(X, Y, cache, lambd):

    m = X.shape[1]
    L = number_of_layers(cache)
    grads = {}
    A = 1 / (1 + np.exp(-cache[f"Z{L}"]))
    dZ = A - Y
    for l in reversed(range(1, L + 1)):
        W = cache["W" + str(l)]
        grads["dW" + str(l)] = np.dot(dZ, cache["A" + str(l - 1)].T) / m + lambd / m * W
        grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = np.dot(W.T, dZ)
            dZ = np.where(cache["Z" + str(l - 1)] > 0, dA, 0)
    return grads
