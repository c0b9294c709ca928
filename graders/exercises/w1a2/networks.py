"""What the exercises on regularization are tried on: examples with labels, and caches whose gradients are not zero."""

import numpy as np

from graders.exercise import Case
from graders.exercises.inputs import layers, network
from utils.backward import backward_propagation

BIASES_TOO = "The biases are penalized too. The penalty is for the weights alone."


def setting(rng, low, high):
    """A value for lambd or keep_prob, with so few digits that it can be read aloud."""
    return round(float(rng.uniform(low, high)), 2)


def label(layers_dims, m, name, value):
    return f"{layers(layers_dims)}, {m} examples, {name} = {value:g}"


def labels_of(rng, m):
    """As many 0 as 1, shuffled: (1, m)."""
    return (rng.permutation(m) < m // 2).astype(float)[np.newaxis]


def backward_cases(rng, name, rows, fewest, forward, tells=lambda X, Y, cache, value: True):
    """X, Y, a cache and a value of name for each (layers_dims, value) in rows, with `fewest` examples or a few more.

    They are drawn again if a gradient is close to zero, or if they do not tell.  forward(X, parameters, value) -> (ZL,
    cache).  tells(X, Y, cache, value): whether they show the mistakes.
    """
    found = []
    for layers_dims, value in rows:
        m = int(rng.integers(fewest, fewest + 5))
        while True:
            X, Y = rng.standard_normal((layers_dims[0], m)), labels_of(rng, m)
            _, cache = forward(X, network(rng, layers_dims), value)
            if alive(backward_propagation(X, Y, cache)) and tells(X, Y, cache, value):
                break
        found.append(Case(label(layers_dims, m, name, value), (X, Y, cache, value)))
    return found


def alive(grads):
    """Whether no gradient is close to zero: dead units would hide mistakes."""
    return all(np.max(np.abs(grad)) > 0.01 for grad in grads.values())
