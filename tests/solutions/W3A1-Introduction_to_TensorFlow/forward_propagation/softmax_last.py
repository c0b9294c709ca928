# wrong: softmax at the end @ 12
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    A = X
    for l in range(1, L):
        A = tf.nn.relu(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return tf.nn.softmax(A @ parameters[f"W{L}"] + parameters[f"b{L}"])
