"""random_search: the best of n random trials."""

import numpy as np

from graders.checks.probes.draws import facts, searched
from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import GLOBAL, OWN_SEED, space
from utils.search import random_search


def cases(rng):
    """Several trials, a trial that fails, the first one failing, all of them, equal errors, and one trial alone."""
    rows = [(8, (), False), (9, (3,), False), (6, (0, 4), False), (3, (0, 1, 2), False), (20, (), True), (1, (), False)]
    return [
        Case(
            f"{n} trials"
            + (f", failing: {', '.join(f'number {i + 1}' for i in failing)}" if failing else "")
            + (", many errors are equal" if equal else ""),
            (n, space(rng, "rate", "momentum"), list(failing), equal, np.random.default_rng(rng.integers(2**32))),
        )
        for n, failing, equal in rows
    ]


NO_TRIAL = (
    "The first thing that you return is no trial. Is it the lowest error, its index, or all errors? Return the trial "
    "itself first, then the errors."
)
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
        "error < lowest -> best is None or error < lowest": "In your search a first trial that failed stays the "
        "best, because no comparison with NaN is true.",
        "error < lowest -> error <= lowest": "Of several equal errors, your search keeps the last. Return the first "
        "of them.",
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
        "return best, np.array(errors) -> return best": "You return only the best trial. Return all errors too.",
        "    for _ in range(n):\n        trial = sample_trial(space, rng)\n ->     trial = sample_trial(space, rng)\n"
        "    for _ in range(n):\n": "You draw one trial and use it n times. Draw a trial for each evaluation.",
        "best, lowest, errors = None, np.inf, [] -> rng = np.random.default_rng(0)\n    "
        "best, lowest, errors = None, np.inf, []": OWN_SEED,
        "sample_trial(space, rng) -> sample_trial(space, np.random.default_rng(0))": OWN_SEED,
        "sample_trial(space, rng) -> sample_trial(space, np.random.default_rng())": GLOBAL,
    },
)
