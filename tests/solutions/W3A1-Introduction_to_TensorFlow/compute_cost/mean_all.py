# wrong: the mean goes over the classes too @ 7
import numpy as np
import tensorflow as tf


def compute_cost(logits, labels):
    return -tf.reduce_mean(labels * tf.nn.log_softmax(logits))
