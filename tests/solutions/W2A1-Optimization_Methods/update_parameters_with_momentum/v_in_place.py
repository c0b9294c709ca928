# wrong: changes v @ 9
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    P = {}
    for k in parameters:
        v["d" + k] = beta * v["d" + k] + (1 - beta) * grads["d" + k]
        P[k] = parameters[k] - learning_rate * v["d" + k]
    return P, v
