# wrong: from_logits forgotten @ 7
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(labels, logits))
