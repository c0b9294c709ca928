# right
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return tf.nn.bias_add(tf.tensordot(X, W, axes=1), b)
