# wrong: NumPy, no gradient @ 7
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return tf.constant(np.dot(X, W) + b)
