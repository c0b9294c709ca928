# wrong: ReLU on the logits @ 10
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = tf.nn.relu(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return A
