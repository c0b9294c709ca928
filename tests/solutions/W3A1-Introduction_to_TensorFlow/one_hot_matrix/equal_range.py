# right
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):

    label = tf.convert_to_tensor(label)
    return tf.cast(tf.equal(tf.expand_dims(label, -1), tf.range(depth, dtype=label.dtype)), tf.float32)
