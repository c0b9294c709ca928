# wrong: casts everything to float32 @ 7, 8, 9
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    X = tf.cast(X, tf.float32)
    W = tf.cast(W, tf.float32)
    b = tf.cast(b, tf.float32)
    return tf.matmul(X, W) + b
