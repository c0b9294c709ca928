"""The layer sizes that the initializers are tried on."""

import numpy as np

from graders.exercise import Case
from graders.exercises.inputs import layers


def small(rng):
    """Four layers of a few units, four of equal size, which hide transposed shapes, and a single unit."""
    return [[int(n) for n in rng.integers(3, 12, size=4)], equal(rng), [int(rng.integers(3, 30)), 1]]


def equal(rng):
    return [int(rng.integers(40, 61))] * 4


def draws(rng):
    """Layers large enough for statistics: falling sizes, equal ones, so few inputs that one more of them shows, and a
    single unit of many inputs. The first network is small."""
    first = [int(n) for n in rng.integers(3, 12, size=4)]
    sizes = [first, [200, 64, 40, 1], equal(rng), [2, 2000], [int(rng.integers(1000, 1200)), 1]]
    return [Case(layers(dims), (dims, np.random.default_rng(rng.integers(2**32)))) for dims in sizes]
