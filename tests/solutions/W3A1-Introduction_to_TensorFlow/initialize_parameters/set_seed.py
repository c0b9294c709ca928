# right
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    tf.random.set_seed(seed)
    params = {}
    for l in range(1, len(layers_dims)):
        s = tf.sqrt(2.0 / (layers_dims[l - 1] + layers_dims[l]))
        params["W%d" % l] = tf.Variable(tf.random.normal([layers_dims[l - 1], layers_dims[l]], stddev=s))
        params["b%d" % l] = tf.Variable(tf.zeros([layers_dims[l]]))
    return params
