# wrong: W transposed @ 7
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return tf.matmul(X, tf.transpose(W)) + b
