# wrong: ReLU of the input too @ 9
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    for l in range(1, len(parameters) // 2 + 1):
        X = tf.nn.relu(X) @ parameters[f"W{l}"] + parameters[f"b{l}"]
    return X
