# wrong: own optimizer in every step @ 9
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    v = list(parameters.values())
    optimizer = tf.keras.optimizers.Adam(0.003)
    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    optimizer.apply_gradients(zip(tape.gradient(J, v), v))
    return J
