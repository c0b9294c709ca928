# wrong: b has the shape (n_out, 1) @ 13
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    g = tf.random.Generator.from_seed(seed)
    P = {}
    for l in range(1, len(layers_dims)):
        n, k = layers_dims[l - 1], layers_dims[l]
        P[f"W{l}"] = tf.Variable(g.normal([n, k], stddev=np.sqrt(2 / (n + k))))
        P[f"b{l}"] = tf.Variable(tf.zeros([k, 1]))
    return P
