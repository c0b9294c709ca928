# wrong: last hidden layer without ReLU @ 10, 12
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    A = X
    for l in range(1, L - 1):
        A = tf.nn.relu(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    for l in range(max(L - 1, 1), L + 1):
        A = A @ parameters[f"W{l}"] + parameters[f"b{l}"]
    return A
