# wrong: beta and 1 - beta swapped @ 10
import numpy as np


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):

    P, S = {}, {}
    for k in parameters:
        g = grads["d" + k]
        S["d" + k] = (1 - beta) * s["d" + k] + beta * g ** 2
        P[k] = parameters[k] - learning_rate * g / (np.sqrt(S["d" + k]) + epsilon)
    return P, S
