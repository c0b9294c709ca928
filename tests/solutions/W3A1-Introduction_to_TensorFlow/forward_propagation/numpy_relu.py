# wrong: np.maximum, gradient lost @ 11
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    A = X
    for l in range(1, L):
        A = np.maximum(A @ parameters[f"W{l}"] + parameters[f"b{l}"], 0)
    return A @ parameters[f"W{L}"] + parameters[f"b{L}"]
