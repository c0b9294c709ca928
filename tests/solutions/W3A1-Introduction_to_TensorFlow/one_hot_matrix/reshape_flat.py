# wrong: flat for m labels @ 7
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):
    return tf.reshape(tf.one_hot(label, depth, axis=0), shape=[-1])
