# right
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):

    surprise = tf.reduce_logsumexp(logits, axis=1) - tf.reduce_sum(labels * logits, axis=1)
    return tf.reduce_mean(surprise)
