# right
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    v = list(parameters.values())
    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
        g = tape.gradient(J, v)
    optimizer.apply_gradients(zip(g, v))
    return J
