# right
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    names = sorted(parameters)
    with tf.GradientTape(persistent=True) as tape:
        loss = cost(forward(X, parameters), Y)
    pairs = []
    for name in names:
        pairs.append((tape.gradient(loss, parameters[name]), parameters[name]))
    del tape
    optimizer.apply_gradients(pairs)
    return loss
