# wrong: climbs, the gradient of -cost @ 9
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    with tf.GradientTape() as tape:
        J = -cost(forward(X, parameters), Y)
    v = list(parameters.values())
    optimizer.apply_gradients(zip(tape.gradient(J, v), v))
    return -J
