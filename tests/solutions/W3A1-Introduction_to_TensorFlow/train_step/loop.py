# right
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    variables = list(parameters.values())
    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    grads = tape.gradient(J, variables)
    optimizer.apply_gradients(zip(grads, variables))
    return J
