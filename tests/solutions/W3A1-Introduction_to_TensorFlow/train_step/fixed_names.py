# wrong: names W1, b1, ... assumed @ 9, 10
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    v = []
    for l in range(1, len(parameters) // 2 + 1):
        v += [parameters[f"W{l}"], parameters[f"b{l}"]]
    with tf.GradientTape() as tape:
        J = cost(forward(X, parameters), Y)
    optimizer.apply_gradients(zip(tape.gradient(J, v), v))
    return J
