# wrong: (variable, gradient) @ 11
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    v = list(parameters.values())
    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    optimizer.apply_gradients(zip(v, tape.gradient(J, v)))
    return J
