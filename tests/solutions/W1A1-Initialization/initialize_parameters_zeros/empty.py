# wrong: np.empty does not set the entries @ 8, 9
import numpy as np


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.empty((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.empty((layers_dims[l], 1))
    return parameters
