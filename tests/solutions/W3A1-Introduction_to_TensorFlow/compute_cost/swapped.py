# wrong: labels and logits swapped @ 7
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits, labels))
