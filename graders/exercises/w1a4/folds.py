"""k_folds: every example is in a dev set once."""

from graders.checks.probes.splits import all_folds
from graders.exercise import Case, Exercise
from graders.exercises.w1a4.draws import fresh, generator
from utils.evaluation import k_folds


def cases(rng):
    """With and without a remainder, two folds, as many as examples."""
    sizes = [(100, 5), (103, 5), (60, 2), (int(rng.integers(80, 99)), 7), (6, 6), (5, 2), (64, 10)]
    return [Case(f"{m} examples, {k} folds", (m, k, fresh(rng))) for m, k in sizes]


PARTS, PAIR = "np.array_split(rng.permutation(m), k)", "(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i])"

NOT_ALL = (
    "Some folds are used neither for training nor for dev. Train on all but the dev set: those before it and after."
)

folds = Exercise(
    k_folds,
    points=10,
    cases=cases,
    probe=all_folds,
    mistakes={
        "rng.permutation(m) -> np.arange(m)": "Your examples stay in their order. Shuffle the indices with `rng` "
        "first.",
        f"{PARTS} -> rng.permutation(m)[: m // k * k].reshape(k, -1)\n    parts = list(parts)": "The examples that are "
        "left over after m // k to a fold are lost. Share them out.",
        f"{PARTS} -> np.split(rng.permutation(m), [m // k * (i + 1) for i in range(k)])": "The examples that are left "
        "over after m // k to a fold are in no dev set. Share them out.",
        f"{PARTS} -> np.split(rng.permutation(m), [m // k * i for i in range(1, k)])": "Your last fold takes all "
        "that is left over. The sizes may differ by at most 1.",
        f"{PARTS} -> np.split(rng.permutation(m), range(-(-m // k), m, -(-m // k)))": "You round the size up, so the "
        "last fold is too small. Share the remainder out.",
        "np.concatenate(parts[:i] + parts[i + 1 :]) -> np.delete(np.concatenate(parts), parts[i])": "Your training "
        "set leaves out other examples than those of dev. `np.delete` removes positions, not values: use "
        "`np.setdiff1d`, or join the other folds.",
        "np.concatenate(parts[:i] + parts[i + 1 :]) -> np.concatenate(parts)": "Your training set holds all "
        "examples, the dev set included.",
        "np.concatenate(parts[:i] + parts[i + 1 :]) -> parts[i - 1]": NOT_ALL,
        "np.concatenate(parts[:i] + parts[i + 1 :]) -> np.concatenate(parts[i:][1:] or parts[:1])": NOT_ALL,
        "range(k) -> range(k - 1)": "A fold is missing. Remember that `range` leaves out its end.",
        f"{PAIR} -> (parts[i], np.concatenate(parts[:i] + parts[i + 1 :]))": "You put dev first in each pair. Return "
        "train, then dev.",
        f"{PARTS} -> [rng.permutation(m)[: m // k] for _ in range(k)]": "You draw each dev set afresh, so the folds "
        "overlap. Draw one order, and cut it.",
        f"{PAIR} -> (lambda new: (np.concatenate(new[:i] + new[i + 1 :]), new[i]))"
        "(np.array_split(rng.permutation(m), k))": "You shuffle the examples again for each fold, so one can be in "
        "two dev sets. Draw one order, and cut it.",
        "return folds -> return parts": "Your folds are not pairs of flat index arrays, train and dev. Do the dev "
        "sets come back alone? Or is train still a list of arrays, or a mask?",
    }
    | generator(),
)
