"""What exercises that draw a split have in common."""

import numpy as np

MASKS = "You return masks of True and False. Return flat arrays of indices, as `np.flatnonzero` makes them of a mask."
TUPLES = "You return the tuples that `np.where` gives. Take out the arrays in them, or use `np.flatnonzero`."


def generator():
    """Mistakes with the generator."""
    return {
        "rng.permutation -> np.random.permutation": "Your order comes from another generator, NumPy's global one or "
        "Python's `random`. Draw from the argument `rng`.",
        "rng.permutation -> np.random.default_rng(0).permutation": "Each of your splits is the same, whatever `rng` "
        "is. Shuffle with the argument `rng`, not with a generator of your own that has a fixed seed.",
    }


def fresh(rng):
    """A generator for a case."""
    return np.random.default_rng(rng.integers(2**32))
