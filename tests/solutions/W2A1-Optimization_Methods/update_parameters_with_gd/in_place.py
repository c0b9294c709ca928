# wrong: changes the arrays that were passed in @ 8
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters
