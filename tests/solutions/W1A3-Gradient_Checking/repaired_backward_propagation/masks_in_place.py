# right
import numpy as np

from utils.activations import sigmoid


def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    dZ2 = cache["W3"].T @ dZ3
    dZ2[cache["Z2"] <= 0] = 0
    dZ1 = cache["W2"].T @ dZ2
    dZ1[cache["Z1"] <= 0] = 0
    ones = np.ones((m, 1))
    return {
        "dW1": dZ1 @ X.T,
        "db1": dZ1 @ ones,
        "dW2": dZ2 @ cache["A1"].T,
        "db2": dZ2 @ ones,
        "dW3": dZ3 @ cache["A2"].T,
        "db3": dZ3 @ ones,
    }
