# right
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    Z = None
    for l in range(1, 1 + len(parameters) // 2):
        A = X if Z is None else tf.where(Z > 0, Z, tf.zeros_like(Z))
        Z = tf.einsum("ij,jk->ik", A, parameters[f"W{l}"]) + parameters[f"b{l}"][tf.newaxis, :]
    return Z
