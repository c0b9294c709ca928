# wrong: leaves out the slope of ReLU in dZ1 @ 15
import numpy as np

from utils.activations import sigmoid


def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    dW3 = dZ3 @ cache["A2"].T
    db3 = np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = (cache["W3"].T @ dZ3) * (cache["A2"] > 0)
    dW2 = dZ2 @ cache["A1"].T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = cache["W2"].T @ dZ2
    dW1 = dZ1 @ cache["A0"].T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}
