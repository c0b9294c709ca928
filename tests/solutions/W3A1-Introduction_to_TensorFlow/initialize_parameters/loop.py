# right
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    g = tf.random.Generator.from_seed(seed)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[l - 1], layers_dims[l]
        r = (6 / (n_in + n_out)) ** 0.5
        parameters["W" + str(l)] = tf.Variable(g.uniform((n_in, n_out), -r, r))
        parameters["b" + str(l)] = tf.Variable(tf.zeros((n_out,)))
    return parameters
