# wrong: root forgotten @ 11
import numpy as np


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):

    P, S = {}, {}
    for k in parameters:
        g = grads["d" + k]
        S["d" + k] = beta * s["d" + k] + (1 - beta) * g ** 2
        P[k] = parameters[k] - learning_rate * g / (S["d" + k] + epsilon)
    return P, S
