# wrong: whole numbers, all equally likely, in place of a normal draw @ 8
import numpy as np


def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        W = rng.integers(-10, 11, (layers_dims[l], layers_dims[l - 1])).astype(float)
        parameters[f"W{l}"], parameters[f"b{l}"] = W, np.zeros((layers_dims[l], 1))
    return parameters
