# wrong: exp(z) / (1 + exp(z)), NaN for large z @ 8
import numpy as np
import tensorflow as tf


def sigmoid(z):
    z = tf.cast(z, tf.float32)
    return tf.exp(z) / (1 + tf.exp(z))
