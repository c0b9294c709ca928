# wrong: softmax @ 7
import numpy as np
import tensorflow as tf


def sigmoid(z):
    return tf.nn.softmax(tf.cast(z, tf.float32))
