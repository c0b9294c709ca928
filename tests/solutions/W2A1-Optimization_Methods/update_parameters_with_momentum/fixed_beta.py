# wrong: beta 0.9 hard-coded @ 9
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    P, V = {}, {}
    for k in parameters:
        V["d" + k] = 0.9 * v["d" + k] + 0.1 * grads["d" + k]
        P[k] = parameters[k] - learning_rate * V["d" + k]
    return P, V
