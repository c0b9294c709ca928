"""What the exercises on regularization are tried on: examples with labels, and caches whose gradients are not zero."""

import numpy as np

from graders.exercises.inputs import layers, network
from utils.backward import backward_propagation


def setting(rng, low, high):
    """A value for lambd or keep_prob, with so few digits that it can be read aloud."""
    return round(float(rng.uniform(low, high)), 2)


def label(layers_dims, m, name, value):
    return f"{layers(layers_dims)}, {m} examples, {name} = {value:g}"


def labels_of(rng, m):
    """As many 0 as 1, shuffled: (1, m)."""
    return (rng.permutation(m) < m // 2).astype(float)[np.newaxis]


def backward_inputs(rng, layers_dims, m, forward):
    """X, Y and a cache, drawn again if a gradient is close to zero, since dead units would hide mistakes.

    forward(X, parameters) -> (ZL, cache).
    """
    while True:
        X, Y = rng.standard_normal((layers_dims[0], m)), labels_of(rng, m)
        _, cache = forward(X, network(rng, layers_dims))
        if all(np.max(np.abs(grad)) > 0.01 for grad in backward_propagation(X, Y, cache).values()):
            return X, Y, cache
