# wrong: no mean @ 7
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)
