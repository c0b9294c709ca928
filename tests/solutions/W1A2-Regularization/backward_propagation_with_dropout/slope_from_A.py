# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def backward_propagation_with_dropout(X, Y, cache, keep_prob):

    m = Y.shape[1]
    L = number_of_layers(cache)
    grads = {}
    dZ = sigmoid(cache[f"Z{L}"]) - Y
    l = L
    while True:
        grads["dW%d" % l] = np.dot(dZ, cache["A%d" % (l - 1)].T) / m
        grads["db%d" % l] = dZ.sum(axis=1).reshape(-1, 1) / m
        l -= 1
        if l == 0:
            break
        dZ = np.dot(cache["W%d" % (l + 1)].T, dZ)
        dZ[cache["A%d" % l] <= 0] = 0
        dZ = dZ / keep_prob
    return grads
