# wrong: shallow copy, then -= changes the arrays
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    new = parameters.copy()
    for key in new:
        new[key] -= learning_rate * grads["d" + key]
    return new
