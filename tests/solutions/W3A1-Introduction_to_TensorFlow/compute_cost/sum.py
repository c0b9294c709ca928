# wrong: sum instead of mean @ 7
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return tf.reduce_sum(tf.keras.losses.categorical_crossentropy(labels, logits, from_logits=True))
