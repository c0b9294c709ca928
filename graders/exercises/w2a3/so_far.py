"""best_so_far: what a search has found after each trial."""

import numpy as np

from graders.checks.probes.searches import curve
from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import errors
from utils.search import best_so_far


def cases(rng):
    """Many errors, some that failed, large ones, and one alone. The first is never a failure."""
    plain, failed, large, one = errors(rng, 9), errors(rng, 8), 200 + 1000 * errors(rng, 6), errors(rng, 1)
    failed[[2, 5]] = np.nan
    rows = [("9 trials", plain), ("8 trials, two failed", failed), ("6 trials, large errors", large), ("1 trial", one)]
    return [Case(label, (values,)) for label, values in rows]


FIXED_START = "Your curve starts from a fixed number. Start from the first error, or from infinity."
NOT_ITSELF = "Your curve leaves out each trial's own error. The lowest error up to a trial may be its own."
RUNNING = "np.fmin.accumulate(errors)"

so_far = Exercise(
    best_so_far,
    points=10,
    cases=cases,
    probe=curve,
    mistakes={
        "np.fmin -> np.minimum": "A failed trial spoils all that come after it in your curve. NaN is no error: leave "
        "it out.",
        f"{RUNNING} -> np.full(len(errors), np.nanmin(errors))": "Each of your numbers is the best of all trials, "
        "later ones included. After a trial, only those up to it are known.",
        "np.fmin -> np.fmax": "You keep the worst so far. The lowest error is the best.",
        f"{RUNNING} -> np.sort(errors)": "You sort the errors. Keep the order of the trials.",
        f"{RUNNING} -> np.nanmin(errors)": "You return a single number. Return one for each trial.",
        f"{RUNNING} -> np.fmin.accumulate(errors[::-1])[::-1]": "You take the best over the trials that follow. Take "
        "those that came before.",
        f"{RUNNING} -> np.concatenate([[np.inf], np.fmin.accumulate(errors)[:-1]])": NOT_ITSELF,
        f"{RUNNING} -> np.concatenate([errors[:1], np.fmin.accumulate(errors)[:-1]])": NOT_ITSELF,
        f"{RUNNING} -> np.minimum.accumulate(errors[~np.isnan(errors)])": "Your curve is too short, because it "
        "leaves failed trials out. After a failed trial it stays where it was.",
        f"{RUNNING} -> np.minimum.accumulate(np.nan_to_num(errors))": "You count a failed trial as an error of 0. It "
        "should not count at all.",
        f"{RUNNING} -> np.fmin(np.fmin.accumulate(errors), 1.0)": FIXED_START,
        f"{RUNNING} -> np.fmin(np.fmin.accumulate(errors), 0.0)": FIXED_START,
        f"{RUNNING} -> np.fmin(errors, np.concatenate([[np.inf], errors[:-1]]))": "You compare each error with the "
        "one before it alone. Compare it with the lowest so far.",
    },
)
