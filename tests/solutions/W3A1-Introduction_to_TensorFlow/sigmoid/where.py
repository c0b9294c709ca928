# right
import numpy as np
import tensorflow as tf


def sigmoid(z):

    z = tf.cast(z, tf.float32)
    small = tf.math.exp(-tf.abs(z))
    return tf.where(z >= 0, 1.0 / (1.0 + small), small / (1.0 + small))
