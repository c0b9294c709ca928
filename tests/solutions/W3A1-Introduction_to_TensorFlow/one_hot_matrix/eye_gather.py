# right
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    return tf.gather(tf.eye(depth), label)
