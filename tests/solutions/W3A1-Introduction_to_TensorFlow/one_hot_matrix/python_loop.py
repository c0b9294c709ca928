# wrong: loops in Python, fails in a graph @ 9
import numpy as np
import tensorflow as tf


def one_hot_matrix(label, depth):

    rows = []
    for l in label:
        row = [0.0] * depth
        row[int(l)] = 1.0
        rows.append(row)
    return tf.constant(rows)
