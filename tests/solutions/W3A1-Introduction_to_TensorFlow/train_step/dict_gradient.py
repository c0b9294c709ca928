# right
import numpy as np
import tensorflow as tf


def train_step(forward, cost, parameters, optimizer, X, Y):

    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    gradients = tape.gradient(loss, parameters)
    optimizer.apply_gradients([(gradients[k], parameters[k]) for k in parameters])
    return loss
