# right
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    return tf.cast(tf.keras.utils.to_categorical(label, depth), tf.float32) if not tf.is_tensor(label) else tf.one_hot(label, depth)
