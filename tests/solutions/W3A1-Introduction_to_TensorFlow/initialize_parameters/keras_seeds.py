# right
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    parameters = {}
    for l in range(1, len(layers_dims)):
        init = tf.keras.initializers.GlorotNormal(seed=1000 * seed + l)
        parameters[f"W{l}"] = tf.Variable(init(shape=(layers_dims[l - 1], layers_dims[l])))
        parameters[f"b{l}"] = tf.Variable(tf.keras.initializers.Zeros()(shape=(layers_dims[l],)))
    return parameters
