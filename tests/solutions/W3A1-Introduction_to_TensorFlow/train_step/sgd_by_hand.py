# wrong: steps by hand, the optimizer unused @ 11
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    for k, g in tape.gradient(J, parameters).items():
        parameters[k].assign_sub(0.003 * g)
    return J
