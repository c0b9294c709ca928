# wrong: mean over the classes too
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return -tf.reduce_mean(labels * tf.nn.log_softmax(logits))
