# wrong: casts afterwards, integers fail @ 7
import numpy as np
import tensorflow as tf


def sigmoid(z):
    return tf.cast(tf.sigmoid(z), tf.float32)
