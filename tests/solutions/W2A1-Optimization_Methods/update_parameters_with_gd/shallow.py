# wrong: a shallow copy, whose arrays -= changes @ 7, 9
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    new = parameters.copy()
    for key in new:
        new[key] -= learning_rate * grads["d" + key]
    return new
