"""Where training starts: four ways to draw the first weights. Biases start at zero in all of them.

Each takes layers_dims, the sizes of the layers, input first, for example [2, 10, 5, 1], and returns the parameters
"W1" (n_1, n_0), "b1" (n_1, 1), ..., "WL" (n_L, n_(L-1)), "bL" (n_L, 1). Weights are drawn in the order W1, W2, ..., WL.
"""

import numpy as np


def initialize_parameters_zeros(layers_dims):
    """All weights and biases zero."""
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims, rng):
    """Weights from the normal distribution with mean 0 and standard deviation 10, far too large; zero biases.

    rng: the numpy.random.Generator to draw from.
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * 10
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims, rng):
    """Normal weights with variance 2 / n_(l-1), and zero biases (He et al., 2015, eq. 10).

    The 2 makes up for ReLU, which sets half of its inputs to zero.
    rng: the numpy.random.Generator to draw from.
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        scale = np.sqrt(2 / layers_dims[l - 1])
        parameters[f"W{l}"] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * scale
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_xavier(layers_dims, rng):
    """Normal weights with variance 1 / n_(l-1), and zero biases.

    This is the fan-in form, which keeps the variance of the forward signal in a linear or tanh network. Glorot & Bengio
    (2010) start from it (eq. 10) and average it with the same condition on the gradients: 2 / (n_(l-1) + n_l) (eq. 12).
    rng: the numpy.random.Generator to draw from.
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        scale = np.sqrt(1 / layers_dims[l - 1])
        parameters[f"W{l}"] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * scale
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
