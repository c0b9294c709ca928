# wrong: own forward_propagation and compute_cost instead of those passed in @ 24
import numpy as np
import tensorflow as tf


def forward_propagation(X, parameters):

    L = len(parameters) // 2
    A = X
    for l in range(1, L):
        A = tf.nn.relu(tf.matmul(A, parameters[f"W{l}"]) + parameters[f"b{l}"])
    return tf.matmul(A, parameters[f"W{L}"]) + parameters[f"b{L}"]



def compute_cost(logits, labels):
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))


def train_step(forward, cost, parameters, optimizer, X, Y):

    v = list(parameters.values())
    with tf.GradientTape() as tape:
        J = compute_cost(forward_propagation(X, parameters), Y)
    optimizer.apply_gradients(zip(tape.gradient(J, v), v))
    return J
