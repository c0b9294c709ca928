"""expected_best: the expected lowest of n errors from a table."""

import numpy as np  # noqa: F401 (for the edits)

from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import errors
from utils.search import expected_best


def cases(rng):
    """One draw, several, more draws than there are errors, and equal errors."""
    equal = errors(rng, 6)
    equal[1] = equal[4]
    rows = [(errors(rng, 8), 1), (errors(rng, 9), 3), (errors(rng, 5), 12), (equal, 2)]
    return [Case(f"{len(values)} errors, n = {n}", (values, n)) for values, n in rows]


AT_LEAST = "((N - np.arange(N + 1)) / N) ** n"

expected = Exercise(
    expected_best,
    points=10,
    cases=cases,
    mistakes={
        "np.sort(errors) -> np.sort(errors)[::-1]": "This is the expected worst. The errors are in falling order.",
        "np.sort(errors) -> np.asarray(errors)": "The errors are not sorted. The weights belong to the smallest, the "
        "second smallest and so on.",
        f"{AT_LEAST} -> (1 - np.arange(N + 1) / N) ** (n - 1)": "The power is n - 1. With n draws, all n have to be at "
        "least as large.",
        f"{AT_LEAST} -> (1 - np.arange(N + 1) / N) * n": "The fraction is multiplied by n. It needs the n-th power.",
        "float(np.sum(np.sort(errors) * (at_least[:-1] - at_least[1:]))) -> float(np.min(errors))": "This is "
        "the best of the whole table. Of n draws, the best is worse on average.",
        "float(np.sum(np.sort(errors) * (at_least[:-1] - at_least[1:]))) -> float(np.mean(errors))": "This is "
        "the mean. It is right for n = 1 only.",
        "float(np.sum(np.sort(errors) * (at_least[:-1] - at_least[1:]))) -> "
        "float(np.sum(np.sort(errors) * at_least[:-1]))": "The probabilities do not add up to 1. The i-th "
        "smallest is the lowest if all draws are at least as large, less the case that all are larger.",
        "float(np.sum(np.sort(errors) * (at_least[:-1] - at_least[1:]))) -> "
        "float(np.mean(np.min(np.random.default_rng(0).choice(errors, (2000, n)), axis=1)))": "This is a "
        "simulation. The probabilities give the exact number.",
    },
)
