# right
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    P = {}
    for l in range(1, len(layers_dims)):
        n, k = layers_dims[l - 1], layers_dims[l]
        P[f"W{l}"] = tf.Variable(tf.random.stateless_normal([n, k], seed=[seed, l]) * tf.sqrt(2 / (n + k)))
        P[f"b{l}"] = tf.Variable(tf.constant(0.0, shape=[k]))
    return P
