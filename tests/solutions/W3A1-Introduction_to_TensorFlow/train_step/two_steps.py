# wrong: applies the optimizer to each variable in a call of its own @ 12
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    g = tape.gradient(J, parameters)
    for k in parameters:
        optimizer.apply_gradients([(g[k], parameters[k])])
    return J
