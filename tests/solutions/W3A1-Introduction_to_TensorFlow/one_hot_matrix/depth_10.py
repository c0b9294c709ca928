# wrong: 10 hard-coded @ 7
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    return tf.one_hot(label, 10)
