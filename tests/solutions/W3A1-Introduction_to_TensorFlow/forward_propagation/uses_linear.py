# right
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return tf.matmul(X, W) + b


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    for l in range(1, L + 1):
        X = linear_function(X, parameters[f"W{l}"], parameters[f"b{l}"])
        if l != L:
            X = tf.nn.relu(X)
    return X
