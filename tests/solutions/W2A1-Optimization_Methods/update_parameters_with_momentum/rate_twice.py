# wrong: learning rate inside v, in the place of 1 - beta @ 9, 10
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    P, V = {}, {}
    for k in parameters:
        V["d" + k] = beta * v["d" + k] + learning_rate * grads["d" + k]
        P[k] = parameters[k] - V["d" + k]
    return P, V
