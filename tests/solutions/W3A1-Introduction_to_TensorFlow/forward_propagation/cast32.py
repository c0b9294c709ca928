# wrong: casts X to float32, so float64 fails @ 9
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    A = tf.cast(X, tf.float32)
    for l in range(1, L):
        A = tf.nn.relu(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return A @ parameters[f"W{L}"] + parameters[f"b{L}"]
