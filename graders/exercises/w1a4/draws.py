"""What exercises that draw a split have in common."""

import numpy as np


def generator():
    """Mistakes with the generator."""
    return {
        "rng.permutation -> np.random.permutation": "Your order comes from NumPy's global generator, as with "
        "`np.random.permutation` or `np.random.shuffle`. Draw from the argument `rng`.",
        "rng.permutation -> np.random.default_rng(0).permutation": "Each of your splits is the same, whatever `rng` "
        "is. Shuffle with the argument `rng`, not with a generator of your own that has a fixed seed.",
    }


def fresh(rng):
    """A generator for a case."""
    return np.random.default_rng(rng.integers(2**32))
