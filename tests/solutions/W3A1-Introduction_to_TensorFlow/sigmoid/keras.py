# right
import numpy as np
import tensorflow as tf


def sigmoid(z):
    return tf.keras.activations.sigmoid(tf.cast(z, 'float32'))
