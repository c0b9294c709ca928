# right
import numpy as np
import tensorflow as tf


def sigmoid(z):
    x = tf.cast(tf.convert_to_tensor(z), dtype=tf.float32)
    return 0.5 * (tf.tanh(x / 2) + 1)
