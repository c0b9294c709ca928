# wrong: classes as rows (Coursera, axis=0)
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    return tf.one_hot(label, depth, axis=0)
