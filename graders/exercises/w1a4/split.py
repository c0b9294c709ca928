"""split_indices: a training, a dev and a test set."""

import numpy as np  # noqa: F401 (for the edits)

from graders.checks.probes.splits import three_sets
from graders.exercise import Case, Exercise
from graders.exercises.w1a4.draws import MASKS, TUPLES, fresh, generator
from utils.evaluation import split_indices


def cases(rng):
    """Large and small sets, no test set, no dev set, neither, one example each."""
    m = int(rng.integers(150, 300))
    sizes = [(m, 40, 30), (200, 50, 50), (90, 20, 0), (90, 0, 30), (3, 1, 1), (60, 5, 7), (50, 0, 0)]
    return [Case(f"{m} examples, {dev} for dev, {test} for test", (m, dev, test, fresh(rng))) for m, dev, test in sizes]


TRAIN, DEV, TEST = "order[dev + test :]", "order[:dev]", "order[dev : dev + test]"

LAST_LOST = "One example is in no set. The indices are 0 to m - 1, and a slice leaves out its end."
FROM_END = (
    "One of your slices counts from the end. If it ends at `-n`, it is empty where n is 0, and if it begins there, "
    "it is everything. Count from the front."
)
SHARED = "Two of your sets share examples. Draw one order, and cut it so that each set begins where another ends."

split = Exercise(
    split_indices,
    points=10,
    cases=cases,
    probe=three_sets,
    mistakes={
        "rng.permutation(m) -> np.arange(m)": "Your examples stay in their order. Data often come sorted, so shuffle "
        "the indices with `rng` first.",
        "rng.permutation(m) -> rng.integers(m, size=m)": "You draw the examples with replacement, so some come twice "
        "and some never. Draw a permutation.",
        "rng.permutation(m) -> rng.permutation(m) + 1": "Your indices run from 1 to m. The first example has index 0.",
        "rng.permutation(m) -> rng.permutation(m - 1)": LAST_LOST,
        f"{TEST} -> order[:test]": SHARED,
        f"{TEST} -> order[dev:test]": "The slice of the test set ends in the wrong place. A slice ends at a "
        "position, not after a number of entries.",
        f"{TRAIN}, {DEV}, {TEST} -> *(np.isin(np.arange(m), part) for part in ({TRAIN}, {DEV}, {TEST})),": MASKS,
        f"{TRAIN}, {DEV}, {TEST} -> ({TRAIN},), ({DEV},), ({TEST},)": TUPLES,
        f"{TRAIN} -> order[dev:]": "The examples of the test set are in the training set too.",
        f"{TRAIN} -> order[test:]": "Some dev or test examples are in the training set too. Where does it start?",
        f"{TRAIN} -> order": "Your training set holds all examples, those of dev and test included.",
        f"{TRAIN} -> order[dev + test : -1]": LAST_LOST,
        f"{TRAIN}, {DEV}, {TEST} -> {DEV}, {TEST}, {TRAIN}": "You return the sets in another order. Return train, "
        "dev, test.",
        f"{TRAIN}, {DEV}, {TEST} -> {TRAIN}, {TEST}, {DEV}": "Dev and test have changed places. First dev, then test.",
        (
            f"{TRAIN}, {DEV} -> order[(dev + test) * m :], order[: dev * m]",
            f"{TEST} -> order[dev * m : (dev + test) * m]",
        ): "You take `dev` and `test` as fractions. They are numbers of examples.",
        f"{TRAIN} -> order[dev + test :] if dev + test else order[:0]": FROM_END,
        f"{TEST} -> order[dev : dev + test] if test else order[dev:]": FROM_END,
        f"{TEST} -> order[dev : dev + test] if test else order": FROM_END,
        f"{DEV} -> order[:dev] if test else order[:0]": FROM_END,
        f"{TRAIN}, {DEV}, {TEST} -> order[: -(dev + test)], order[-(dev + test) : -test], order[-test:]": FROM_END,
        (
            "order = rng.permutation(m) -> in_dev = rng.choice(m, dev, False); in_test = rng.choice(m, test, False)",
            f"{TRAIN}, {DEV}, {TEST} -> np.setdiff1d(np.arange(m), [*in_dev, *in_test]), in_dev, in_test",
        ): SHARED,
        (f"{TEST} -> rng.permutation(m)[:test]", f"{DEV} -> rng.permutation(m)[:dev]"): SHARED,
    }
    | generator(),
)
