"""The networks that the exercises of gradient checking are tried on."""

import numpy as np

from graders.exercises.inputs import layers, network
from utils.backward import backward_propagation
from utils.network import forward_propagation


def lively_network(rng, layers_dims, m, whole=False):
    """(parameters, X, Y, cache, gradients) of a network on m random examples that shows every mistake.

    Every hidden layer has units that are on and units that are off, none near its kink, and no gradient is tiny.
    whole: the parameters are whole numbers, in arrays of integers.
    """
    while True:
        parameters = network(rng, layers_dims)
        if whole:
            parameters = {name: rng.integers(-1, 2, value.shape) for name, value in parameters.items()}
        X = rng.standard_normal((layers_dims[0], m))
        Y = (rng.permutation(m) < (m + 1) // 2).astype(float)[np.newaxis]
        _, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)
        hidden = [cache[f"Z{l}"] for l in range(1, len(layers_dims) - 1)]
        both = all(np.any(Z > 0) and np.any(Z < 0) for Z in hidden)
        far = all(np.min(np.abs(Z)) > 0.02 for Z in hidden)
        if both and far and all(np.linalg.norm(g) > 0.03 for g in gradients.values()):
            return parameters, X, Y, cache, gradients


def label(layers_dims, *what):
    return ", ".join([layers(layers_dims), *what])
