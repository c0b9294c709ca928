# right
import numpy as np
import tensorflow as tf


def initialize_parameters(layers_dims, seed):

    rng = np.random.default_rng(seed)
    out = {}
    for l in range(1, len(layers_dims)):
        n, k = layers_dims[l - 1], layers_dims[l]
        w = rng.standard_normal((n, k)) * np.sqrt(2 / (n + k))
        out[f"W{l}"] = tf.Variable(w.astype(np.float32))
        out[f"b{l}"] = tf.Variable(np.zeros(k, dtype=np.float32))
    return out
