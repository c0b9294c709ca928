# right
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    label = tf.cast(label, tf.int32)
    return tf.one_hot(label, depth, on_value=1.0, off_value=0.0, axis=-1, dtype=tf.float32)
