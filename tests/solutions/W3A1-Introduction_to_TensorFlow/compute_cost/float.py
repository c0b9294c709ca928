# wrong: a Python float @ 7
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return float(tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)))
