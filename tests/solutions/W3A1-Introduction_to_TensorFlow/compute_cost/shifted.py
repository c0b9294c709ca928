# right
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):

    z = logits - tf.reduce_max(logits, axis=-1, keepdims=True)
    log_p = z - tf.math.log(tf.reduce_sum(tf.exp(z), axis=-1, keepdims=True))
    return tf.reduce_mean(tf.reduce_sum(-labels * log_p, axis=-1))
