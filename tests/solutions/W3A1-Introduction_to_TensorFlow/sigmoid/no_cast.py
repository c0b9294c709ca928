# wrong: no cast, fails for integers @ 7
import numpy as np
import tensorflow as tf


def sigmoid(z):
    return tf.sigmoid(z)
