# wrong: sigmoid in the hidden layers @ 11
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    A = X
    for l in range(1, L):
        A = tf.sigmoid(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return A @ parameters[f"W{L}"] + parameters[f"b{L}"]
