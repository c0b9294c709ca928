# wrong: goes through .numpy() @ 7
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return tf.convert_to_tensor(X.numpy() @ W.numpy() + b.numpy())
