# wrong: tf.constant does not convert the dtype of a tensor @ 7
import numpy as np
import tensorflow as tf


def sigmoid(z):
    z = tf.constant(z, dtype=tf.float32)
    return tf.sigmoid(z)
