# wrong: works in the arrays of the cache @ 10,11,12,13,14
import numpy as np

from utils.activations import sigmoid


def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    mask2, mask1 = cache["Z2"], cache["Z1"]
    mask2[mask2 > 0] = 1
    mask2[mask2 <= 0] = 0
    mask1[mask1 > 0] = 1
    mask1[mask1 <= 0] = 0
    dZ2 = (cache["W3"].T @ dZ3) * mask2
    dZ1 = (cache["W2"].T @ dZ2) * mask1
    return {
        "dW3": dZ3 @ cache["A2"].T,
        "db3": np.sum(dZ3, axis=1, keepdims=True),
        "dW2": dZ2 @ cache["A1"].T,
        "db2": np.sum(dZ2, axis=1, keepdims=True),
        "dW1": dZ1 @ X.T,
        "db1": np.sum(dZ1, axis=1, keepdims=True),
    }
