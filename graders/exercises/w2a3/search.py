"""random_search: the best of n random trials."""

import numpy as np

from graders.checks.probes.searches import facts, searched
from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import GLOBAL, OWN_SEED, errors, space
from utils.search import random_search


def cases(rng):
    """Several trials, a trial that fails, the first one failing, all of them, equal and large errors, one trial alone.

    Of the first trial, the last, the worst and the best, no two are the same.
    """
    rows = [
        ("8 trials", outcomes(rng, 8, best=rng.integers(2, 4), worst=rng.integers(4, 7))),
        (
            "9 trials, failing: number 4",
            outcomes(rng, 9, best=rng.integers(5, 8), worst=rng.integers(1, 3), failing=[3]),
        ),
        ("6 trials, failing: number 1, number 5", outcomes(rng, 6, best=rng.integers(2, 4), worst=1, failing=[0, 4])),
        ("3 trials, all of them failing", [np.nan] * 3),
        ("20 trials, many errors are equal", equal_outcomes(rng, 20)),
        ("5 trials, large errors", [200 + 1000 * error for error in outcomes(rng, 5, best=2, worst=1)]),
        ("1 trial", outcomes(rng, 1)),
    ]
    return [
        Case(label, (len(found), space(rng, "rate", "momentum"), found, np.random.default_rng(rng.integers(2**32))))
        for label, found in rows
    ]


def outcomes(rng, n, best=None, worst=None, failing=()):
    """n errors, the lowest and the highest at these places, NaN where a trial fails. The first is high, too."""
    found = errors(rng, n)
    for place, error in ((0 if n > 1 else None, 0.55), (best, 0.005), (worst, 0.6)):
        if place is not None:
            found[place] = error + round(rng.uniform(0, 0.01), 4)
    found[list(failing)] = np.nan
    return found.tolist()


def equal_outcomes(rng, n):
    """Errors of 0.1 or 0.9, of which neither the first nor the last is the best."""
    found = rng.permutation([0.1, 0.9] * (n // 2 - 1))
    return [0.9, *found.tolist(), 0.9]


NO_TRIAL = (
    "The first thing that you return is no trial. Is it the lowest error, its index, or all errors? Return the trial "
    "itself first, then the errors."
)


def at_the_lowest(trials, errors):
    """The trial whose number is the place of the lowest among the errors that are not NaN."""
    trained = [error for error in errors if error == error]
    return trials[trained.index(min(trained))] if trained else None


def first_of_pairs(trials, errors):
    return min(((error, trial) for error, trial in zip(errors, trials) if error == error), default=(0, None))[1]


EACH_KEPT = (
    "= None, np.inf, [] -> = None, np.inf, []; trials = []",
    "errors.append(error) -> errors.append(error); trials.append(trial)",
)

search = Exercise(
    random_search,
    points=10,
    cases=cases,
    probe=facts,
    call=searched,
    mistakes={
        "error < lowest -> error > lowest or best is None": "Your search lets the worst trial win. The lowest error "
        "is the best.",
        "error < lowest -> not error >= lowest": "In your search a trial that failed wins. Any comparison with NaN "
        "is false.",
        (
            *EACH_KEPT,
            "return best, -> return trials[np.argmin(errors)],",
        ): "In your search a trial that failed wins. `np.argmin` takes NaN for the lowest number.",
        (*EACH_KEPT, "return best, -> return trials[np.nanargmin(errors)],"): "`np.nanargmin` stops if all trials have "
        "failed. Return None in place of a trial then.",
        (*EACH_KEPT, "return best, -> return at_the_lowest(trials, errors),"): "Your index counts only the trials that "
        "did not fail, but you use it on all. `np.nanargmin` counts all.",
        (
            *EACH_KEPT,
            "return best, -> return first_of_pairs(trials, errors),",
        ): "Two trials have equal errors, and Python then compares the trials themselves. Compare the errors alone.",
        "error < lowest -> best is None or error < lowest": "In your search a first trial that failed stays the "
        "best, because no comparison with NaN is true.",
        "error < lowest -> error <= lowest": "Of several equal errors, your search keeps the last. Return the first "
        "of them.",
        "error < lowest -> best is None or error < min(errors)": "The first trial stays the best. Do you compare an "
        "error with a minimum that contains it?",
        "error < lowest -> best is None or error < np.min(errors[:-1])": "After a failed trial, no other wins in your "
        "search. The minimum of numbers with NaN among them is NaN, and no comparison with it is true.",
        "= None, np.inf, [] -> = None, 1.0, []": "Your search starts from a fixed number as the lowest error. "
        "All errors may be larger. Start from infinity, or from the first trial that did not fail.",
        "error < lowest -> True": "You return the last trial. Keep the one with the lowest error.",
        "best, lowest = trial, error -> best, lowest = best or trial, error": "You return the first trial. Keep the "
        "one with the lowest error.",
        "        trial = sample_trial(space, rng)\n        error = evaluate(trial) ->         "
        "trial = sample_trial(space, rng)\n        evaluate(trial); error = evaluate(trial)": "You evaluate each "
        "trial more than once. Training is what costs, so keep the error.",
        "range(n) -> range(n - 1)": "One trial is missing.",
        "range(n) -> range(n + 1)": "There is one trial too many.",
        "return best, np.array(errors) -> return lowest, np.array(errors)": NO_TRIAL,
        "return best, np.array(errors) -> return np.array(errors), best": NO_TRIAL,
        "return best, np.array(errors) -> return best, np.sort(errors)": "You sort the errors. Leave them in the "
        "order of the trials.",
        "return best, np.array(errors) -> return best, errors": "Your errors are a list. Make an array of them.",
        "errors.append(error) -> errors.append(1.0 if np.isnan(error) else error)": "You replace NaN in the errors. "
        "Return NaN for a failed trial.",
        "errors.append(error) -> errors += [] if np.isnan(error) else [error]": "Failed trials are missing in your "
        "errors. Return NaN for them.",
        "return best, np.array(errors) -> return best": "You return only the best trial. Return all errors too.",
        "    for _ in range(n):\n        trial = sample_trial(space, rng)\n ->     trial = sample_trial(space, rng)\n"
        "    for _ in range(n):\n": "You draw one trial and use it n times. Draw a trial for each evaluation.",
        "best, lowest, errors = None, np.inf, [] -> rng = np.random.default_rng(0)\n    "
        "best, lowest, errors = None, np.inf, []": OWN_SEED,
        "sample_trial(space, rng) -> sample_trial(space, np.random.default_rng(0))": OWN_SEED,
        "sample_trial(space, rng) -> sample_trial(space, np.random.default_rng())": GLOBAL,
    },
)
