# right
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    weights = [*parameters.values()]
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        for w in weights:
            tape.watch(w)
        loss = cost(forward(X, parameters), Y)
    optimizer.apply(tape.gradient(loss, weights), weights)
    return tf.identity(loss)
