# right
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    l = 1
    while "W" + str(l) in parameters:
        Z = X @ parameters["W" + str(l)] + parameters["b" + str(l)]
        X = tf.keras.activations.relu(Z)
        l = l + 1
    return Z
