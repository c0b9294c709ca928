# wrong: beta and 1 - beta swapped @ 9
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    P, V = {}, {}
    for k in parameters:
        V["d" + k] = (1 - beta) * v["d" + k] + beta * grads["d" + k]
        P[k] = parameters[k] - learning_rate * V["d" + k]
    return P, V
