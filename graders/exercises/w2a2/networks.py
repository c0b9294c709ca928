"""What the exercises on batch normalization are tried on: networks with scales, shifts and statistics of their own."""

import numpy as np

from graders.exercise import Case, Change
from graders.exercises import families
from graders.exercises.inputs import layers, network
from graders.exercises.makers import instead
from utils.batch_norm import backward_propagation_bn, forward_propagation_bn
from utils.network import number_of_layers

# The first epsilon counts, so that its place does; the last is the usual one.
ROWS = [([3, 4, 3, 1], 7, 0.5), ([2, 5, 1], 6, 0.02), ([4, 3, 3, 2, 1], 9, 0.1), ([3, 3, 3, 1], 8, 1e-5)]
NO_OUTPUT = "You normalize the output layer too. Its logits stay as they are."
NEW_DICT = "Each pass of your loop replaces the dict. Make it before the loop."


def three_layers(at, *keys):
    """Mistakes of functions that are written out for three layers. In a network of two, one of the keys is the first
    that is missing. Of more layers, they take three. at: where the dict of parameters, or the cache, is in the args."""

    def missing(key):
        def wrong(reference, *args):
            if number_of_layers(args[at]) < 3:
                raise KeyError(key)
            first = {f"{name}{l}" for l in (1, 2) for name in ("gamma", "beta", "N", "bn", "A")} | {"A0", "Z3"}
            first |= {f"{name}{l}" for l in (1, 2, 3) for name in "Wb"}
            kept = {key: value for key, value in args[at].items() if key in first}
            return reference(*args[:at], kept, *args[at + 1 :])

        return Change(instead(wrong), families.THREE_LAYERS)

    return {f"three layers, and no {key}": missing(key) for key in keys}


def column(rng, n, low=0.5, high=2.0):
    """Positive numbers, (n, 1)."""
    return rng.uniform(low, high, (n, 1))


def normalized_network(rng, layers_dims):
    """Parameters with weights, biases, scales and shifts, none of them at its start."""
    parameters = network(rng, layers_dims)
    for l, n in enumerate(layers_dims[1:-1], 1):
        parameters[f"gamma{l}"], parameters[f"beta{l}"] = column(rng, n), 0.7 * rng.standard_normal((n, 1))
    return parameters


def statistics(rng, layers_dims):
    """A mean and a variance for each hidden unit: "mu1", "var1", ...."""
    found = {}
    for l, n in enumerate(layers_dims[1:-1], 1):
        found[f"mu{l}"], found[f"var{l}"] = rng.standard_normal((n, 1)), column(rng, n, 0.3, 3)
    return found


def label(layers_dims, m, epsilon):
    return f"{layers(layers_dims)}, {m} examples, epsilon = {epsilon:g}"


def forward_inputs(rng, layers_dims, m):
    """X, whose features lie around other means than 0, and parameters with which each hidden unit is on and off."""
    while True:
        X, parameters = 1 + 2 * rng.standard_normal((layers_dims[0], m)), normalized_network(rng, layers_dims)
        _, cache = forward_propagation_bn(X, parameters, 1e-5)
        hidden = [cache[f"N{l}"] > 0 for l in range(1, len(layers_dims) - 1)]
        if all(np.all(on.any(axis=1)) and np.all(~on.all(axis=1)) for on in hidden):
            return X, parameters


def backward_inputs(rng, layers_dims, m, epsilon):
    """X, Y and a cache, drawn again if a gradient is close to zero. Biases before batch normalization have none."""
    while True:
        X, parameters = forward_inputs(rng, layers_dims, m)
        Y = (rng.permutation(m) < m // 2).astype(float)[np.newaxis]
        _, cache = forward_propagation_bn(X, parameters, epsilon)
        grads = backward_propagation_bn(X, Y, cache)
        told = [grad for name, grad in grads.items() if name[:2] != "db" or "beta" in name]
        if all(np.max(np.abs(grad)) > 0.01 for grad in told):
            return X, Y, cache


def forward_cases(rng):
    """(X, parameters, epsilon) for networks of two to four layers."""
    return [Case(label(dims, m, epsilon), (*forward_inputs(rng, dims, m), epsilon)) for dims, m, epsilon in ROWS]


def prediction_cases(rng):
    """(X, parameters, running, epsilon), one with a single example."""
    rows = [*ROWS, ([3, 4, 1], 1, 1e-3)]
    return [
        Case(label(dims, m, eps), (rng.standard_normal((dims[0], m)), normalized_network(rng, dims),
                                   statistics(rng, dims), eps))
        for dims, m, eps in rows
    ]  # fmt: skip
