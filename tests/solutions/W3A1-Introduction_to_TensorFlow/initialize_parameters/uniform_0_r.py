# wrong: uniform from 0 to r @ 12
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    g = tf.random.Generator.from_seed(seed)
    P = {}
    for l in range(1, len(layers_dims)):
        n, k = layers_dims[l - 1], layers_dims[l]
        P[f"W{l}"] = tf.Variable(g.uniform([n, k], 0, np.sqrt(6 / (n + k))))
        P[f"b{l}"] = tf.Variable(tf.zeros(k))
    return P
