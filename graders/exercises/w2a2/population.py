"""population_statistics: each hidden unit's mean and variance over the whole training set."""

import numpy as np  # noqa: F401 (for the edits)

from graders.exercise import Change, Exercise
from graders.exercises.makers import after, instead
from graders.exercises.w2a2.networks import NEW_DICT, forward_cases, three_layers
from utils.activations import relu
from utils.batch_norm import population_statistics


def without_normalizing(reference, X, parameters, epsilon):
    """The statistics of the plain network's Z."""
    A, found = X, {}
    for l in range(1, len(reference(X, parameters, epsilon)) // 2 + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        found[f"mu{l}"], found[f"var{l}"] = Z.mean(axis=1, keepdims=True), Z.var(axis=1, keepdims=True)
        A = relu(Z)
    return found


def by_batches(reference, X, parameters, epsilon):
    """The average of the statistics of two halves."""
    half = X.shape[1] // 2
    one, other = reference(X[:, :half], parameters, epsilon), reference(X[:, half:], parameters, epsilon)
    return {name: (one[name] + other[name]) / 2 for name in one}


def variances(change):
    return after(lambda found, X, *_: {k: change(v, X.shape[1]) if k[0] == "v" else v for k, v in found.items()})


MU, VAR = 'cache[f"bn{l}"]["mu"]', 'cache[f"bn{l}"]["var"]'

population = Exercise(
    population_statistics,
    points=10,
    cases=forward_cases,
    mistakes={
        "range(1, number_of_layers(parameters)) -> range(1, number_of_layers(parameters) - 1)": "The last hidden layer "
        "is missing. Remember that `range` leaves out its end.",
        "range(1, number_of_layers(parameters)) -> range(1, 2)": "You return only the first layer. Is the `return` "
        "inside the loop? Each hidden layer has statistics of its own.",
        'running[f"mu{l}"], running[f"var{l}"] = -> running = {}; running[f"mu{l}"], running[f"var{l}"] =': NEW_DICT,
        f"{MU}, {VAR} -> np.mean(X, axis=1, keepdims=True), np.var(X, axis=1, keepdims=True)": "All your statistics "
        "are those of the input. Each layer has a Z of its own.",
        f'{MU} -> {MU} - parameters[f"b{{l}}"]': "The biases are missing in Z, and so in its mean.",
        f"{MU}, {VAR} -> {VAR}, {MU}": "mu and var have changed places.",
        f'{VAR} -> np.sqrt(cache[f"bn{{l}}"]["var"])': "Your var is the standard deviation. It should be the square "
        "of that.",
        f'{VAR} -> cache[f"bn{{l}}"]["var"] + epsilon': "Your variance has epsilon in it. It is added where Z is "
        "divided.",
        f"{MU}, {VAR} -> "
        'np.mean(cache[f"N{l}"], axis=1, keepdims=True), np.var(cache[f"N{l}"], axis=1, keepdims=True)': "You take "
        "the statistics of N, after normalization. Use those of Z, before it.",
        f"{MU}, {VAR} -> "
        'np.mean(cache[f"A{l}"], axis=1, keepdims=True), np.var(cache[f"A{l}"], axis=1, keepdims=True)': "You take "
        "the statistics of the activations, after ReLU. Use those of Z.",
        'running[f"mu{l}"], running[f"var{l}"] -> running[f"mu{l - 1}"], running[f"var{l - 1}"]': "Your keys count "
        "from 0. The first hidden layer is 1.",
        "not layer after layer": Change(
            instead(without_normalizing),
            "You do not normalize the layers before. Each layer gets the normalized activations of the one below.",
        ),
        "by batches": Change(
            instead(by_batches),
            "You take an average over mini-batches. Send the whole training set through in one forward pass.",
        ),
        "divided by m - 1": Change(
            variances(lambda var, m: var * m / (m - 1)), "Your variance is divided by m - 1. Divide by m."
        ),
        "of one axis": Change(
            after(lambda found, *_: {name: value[:, 0] for name, value in found.items()}),
            "Your mu and var have lost an axis. They are columns.",
        ),
    }
    | three_layers(1, "bn2", "gamma2", "beta2", "W3"),
)
