# right
import numpy as np

from utils.activations import sigmoid


def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    dA3_dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    dZ2 = (cache["W3"].T * dA3_dZ3) * np.heaviside(cache["Z2"], 0)
    dZ1 = (cache["W2"].T @ dZ2) * np.heaviside(cache["Z1"], 0)
    return dict(
        dW3=(dA3_dZ3 * cache["A2"]).sum(axis=1).reshape(1, -1),
        db3=dA3_dZ3.sum().reshape(1, 1),
        dW2=dZ2 @ cache["A1"].T,
        db2=m * np.mean(dZ2, axis=1, keepdims=True),
        dW1=dZ1 @ cache["A0"].T,
        db1=np.sum(dZ1, axis=1, keepdims=True),
    )
