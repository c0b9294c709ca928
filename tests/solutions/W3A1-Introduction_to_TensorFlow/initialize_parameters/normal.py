# right
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    generator = tf.random.Generator.from_seed(seed)
    p = {}
    for l, (a, b) in enumerate(zip(layers_dims[:-1], layers_dims[1:]), start=1):
        p[f"W{l}"] = tf.Variable(generator.normal([a, b], stddev=np.sqrt(2 / (a + b))), name=f"W{l}")
        p[f"b{l}"] = tf.Variable(tf.zeros(b), name=f"b{l}")
    return p
