# right
import numpy as np
import tensorflow as tf


def sigmoid(z):
    z = tf.cast(z, tf.float32)
    return tf.sigmoid(z)
