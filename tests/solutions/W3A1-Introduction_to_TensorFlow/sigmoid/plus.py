# wrong: sign forgotten @ 8
import numpy as np
import tensorflow as tf


def sigmoid(z):
    z = tf.cast(z, tf.float32)
    return 1 / (1 + tf.exp(z))
