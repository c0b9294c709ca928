# wrong: no 1 - beta @ 9
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    P, V = {}, {}
    for k in parameters:
        V["d" + k] = beta * v["d" + k] + grads["d" + k]
        P[k] = parameters[k] - learning_rate * V["d" + k]
    return P, V
