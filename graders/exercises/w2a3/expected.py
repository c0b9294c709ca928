"""expected_best: the expected lowest of n errors from a table."""

import math

import numpy as np

from graders.checks.probes.searches import of_a_table
from graders.exercise import Case, Change, Exercise
from graders.exercises.makers import instead
from graders.exercises.w2a3.spaces import errors
from utils.search import expected_best


def cases(rng):
    """One draw, several, more draws than there are errors, and equal errors."""
    equal = errors(rng, 6)
    equal[1] = equal[4]
    rows = [(errors(rng, 8), 1), (errors(rng, 9), 3), (errors(rng, 5), 12), (equal, 2)]
    return [Case(f"{len(values)} errors, n = {n}", (values, n)) for values, n in rows]


def without_replacement(reference, errors, n):
    """The expected lowest of n different entries of the table."""
    N = len(errors)
    n = min(n, N)
    return float(sum(math.comb(N - i, n - 1) * e for i, e in enumerate(np.sort(errors), 1)) / math.comb(N, n))


AT_LEAST = "((N - np.arange(N + 1)) / N) ** n"
SUM = "float(np.sum(np.sort(errors) * (at_least[:-1] - at_least[1:])))"

expected = Exercise(
    expected_best,
    points=10,
    cases=cases,
    probe=of_a_table,
    mistakes={
        "np.sort(errors) -> np.sort(errors)[::-1]": "Your errors are in falling order, so you get the expected "
        "worst. Sort them in rising order.",
        "np.sort(errors) -> np.asarray(errors)": "You do not sort the errors. The weights belong to the smallest, "
        "the second smallest and so on.",
        f"{AT_LEAST} -> (1 - np.arange(N + 1) / N) ** (n - 1)": "Your power is n - 1. It should be n: all n draws "
        "have to be at least as large.",
        f"{AT_LEAST} -> (1 - np.arange(N + 1) / N) * n": "You multiply the fraction by n. It needs the n-th power.",
        "N - np.arange(N + 1) -> N + 1 - np.arange(N + 1)": "Your i counts from 0. The smallest error has the number "
        "1.",
        "without replacement": Change(
            instead(without_replacement),
            "You draw without replacement. Here each draw comes from the whole table, so an error can come again.",
        ),
        f"{SUM} -> np.sort(errors) * (at_least[:-1] - at_least[1:])": "You do not add up the products.",
        f"{SUM} -> float(np.min(errors))": "You return the best of the whole table. Of n draws, the best is worse on "
        "average. If you compute weights, look for an integer division: `//` makes 0 of a fraction.",
        f"{SUM} -> float(np.min(errors[:n]))": "You return the best of the first n errors. They are only one of the "
        "draws that are possible. Take the average over all.",
        "N = len(errors) -> errors = np.unique(errors); N = len(errors)": "You merge equal errors into one. Each of "
        "them counts.",
        f"{SUM} -> float(np.mean(errors))": "You return the mean. It is right for n = 1 only.",
        f"{SUM} -> float(np.sum(np.sort(errors) * at_least[:-1]))": "Your probabilities do not add up to 1. The i-th "
        "smallest is the lowest if all draws are at least as large, less the case that all are larger.",
        f"{SUM} -> float(np.mean(np.min(np.random.default_rng(0).choice(errors, (2000, n)), axis=1)))": "You "
        "estimate by simulation. Compute the number exactly, from the probabilities.",
    },
)
