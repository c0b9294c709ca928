"""What exercises that draw a split have in common."""

import numpy as np


def generator():
    """Mistakes with the generator."""
    return {
        "rng.permutation -> np.random.permutation": "The order comes from NumPy's global generator, as with "
        "`np.random.permutation` or `np.random.shuffle`. Draw from the argument `rng`.",
        "rng.permutation -> np.random.default_rng(0).permutation": "The function makes a generator of its own, with a "
        "fixed seed, so every split is the same. Draw from the argument `rng`.",
    }


def fresh(rng):
    """A generator for a case."""
    return np.random.default_rng(rng.integers(2**32))
