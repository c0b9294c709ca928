# right
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = sum(k.startswith("W") for k in parameters)
    def layer(l):
        if l == 0:
            return X
        Z = tf.add(tf.matmul(layer(l - 1), parameters["W" + str(l)]), parameters["b" + str(l)])
        return Z if l == L else tf.maximum(Z, 0)
    return layer(L)
