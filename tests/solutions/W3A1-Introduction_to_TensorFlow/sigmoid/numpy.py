# right
import numpy as np
import tensorflow as tf


def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    return tf.constant(1 / (1 + np.exp(-z)), tf.float32)
