# right
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    result = {}
    for (name, value) in parameters.items():
        result[name] = np.subtract(value, np.multiply(grads["d" + name], learning_rate))
    return result
