# right
import numpy as np
import copy


def update_parameters_with_gd(parameters, grads, learning_rate):

    new = copy.deepcopy(parameters)
    for key in new:
        new[key] -= learning_rate * grads[f"d{key}"]
    return new
