# wrong: GlorotUniform with the same seed in every layer @ 8
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    init = tf.keras.initializers.GlorotUniform(seed=seed)
    P = {}
    for l in range(1, len(layers_dims)):
        P[f"W{l}"] = tf.Variable(init(shape=(layers_dims[l - 1], layers_dims[l])))
        P[f"b{l}"] = tf.Variable(tf.zeros(layers_dims[l]))
    return P
