"""What the exercises on search are tried on: spaces with ranges of several decades, and errors."""

import numpy as np

GLOBAL = "Your numbers do not come from `rng`. Draw from the argument, so that a search can be repeated."
OWN_SEED = "Your function makes a generator of its own, with a fixed seed. Every call draws the same. Use `rng`."
LINEAR = "Your draw is on a linear scale. Nine tenths of it lie in the top decade. Draw the logarithm."


def space(rng, *names, kinds=("log", "linear")):
    """Hyperparameters of alternating kinds, with ranges of their own."""
    found = {}
    for i, name in enumerate(names):
        kind = kinds[i % len(kinds)]
        if kind == "log":
            low = 10 ** rng.uniform(-4, -2)
            found[name] = ("log", float(low), float(low * 10 ** rng.uniform(2, 4)))
        elif kind == "linear":
            low = rng.uniform(0.1, 1)
            found[name] = ("linear", float(low), float(low + rng.uniform(2, 5)))
        elif kind == "integer":
            low = int(rng.integers(2, 5))
            found[name] = ("integer", low, low + 2)
        else:
            found[name] = ("choice", [16, 64, 128])
    return found


def errors(rng, n):
    """n different errors between 0 and 1."""
    return np.round(rng.uniform(0.02, 0.5, n), 4)
