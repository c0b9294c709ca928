# wrong: cost(Y, logits) @ 10
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    v = list(parameters.values())
    with tf.GradientTape() as tape:
        J = cost(Y, forward(X, parameters))
    optimizer.apply_gradients(zip(tape.gradient(J, v), v))
    return J
