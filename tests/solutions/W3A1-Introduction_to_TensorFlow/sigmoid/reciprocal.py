# right
import numpy as np
import tensorflow as tf


def sigmoid(z):
    return tf.math.reciprocal(tf.ones([]) + tf.exp(tf.negative(tf.cast(z, tf.float32))))
