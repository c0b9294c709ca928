# wrong: np.eye @ 7
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    return tf.constant(np.eye(depth)[label], tf.float32)
