"""sample_trial: a value for each hyperparameter, on its own scale."""

import numpy as np

from graders.checks.probes.draws import many_trials, trials
from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import GLOBAL, OWN_SEED, space
from utils.search import sample_trial


def cases(rng):
    """All four kinds, two of one kind, one alone, and a choice of values of several types."""
    found = [
        (
            "all four kinds",
            space(rng, "rate", "keep_prob", "layers", "batch", kinds=("log", "linear", "integer", "choice")),
        ),
        ("two on a log scale", space(rng, "rate", "lambd", kinds=("log",))),
        ("two integers", space(rng, "layers", "patience", kinds=("integer",))),
        ("one choice", space(rng, "batch", kinds=("choice",))),
        ("a choice of a string and numbers", {"batch": ("choice", ["all", 16, 64])}),
    ]
    return [Case(label, (one, np.random.default_rng(rng.integers(2**32)))) for label, one in found]


LOG = "log_uniform(bounds[0], bounds[1], 1, rng)[0]"
CHOICE = "bounds[0][rng.integers(len(bounds[0]))]"
NOT_ELIF = "Your last `else` belongs to the last `if` alone, so it treats other kinds as a choice, too. Use `elif`."
INTEGER = "rng.integers(bounds[0], bounds[1] + 1)"

trial = Exercise(
    sample_trial,
    points=10,
    cases=cases,
    probe=trials,
    call=many_trials,
    mistakes={
        "bounds[1] + 1 -> bounds[1]": "Your draw never gives the largest integer. `rng.integers` leaves out its "
        "upper bound.",
        f"{LOG} -> rng.uniform(bounds[0], bounds[1])": 'You draw "log" on a linear scale. Use `log_uniform`.',
        "1, rng)[0] -> 1, rng)": 'Your "log" gives an array of one number. Take the number out of it.',
        f"{INTEGER} -> rng.uniform(bounds[0], bounds[1])": 'Your "integer" gives a fraction. Draw an integer.',
        f"{INTEGER} -> round(rng.uniform(bounds[0], bounds[1]))": "Your two ends are half as likely as the other "
        "integers: rounding leaves them half a cell. `rng.integers` draws all with the same probability.",
        f"{CHOICE} -> bounds[0][0]": 'Your "choice" always takes the first value. Draw one.',
        f"{CHOICE} -> rng.integers(len(bounds[0]))": 'Your "choice" gives the '
        "position. Return the value that stands there.",
        f"{CHOICE} -> rng.choice(bounds)": 'Your "choice" gives all of the values at '
        "once. Draw from the list of values itself, not from something that holds the list.",
        f"{CHOICE} -> rng.choice(bounds[0])": "`rng.choice` turns the list into an array, as `np.array` does. "
        "In it 16 beside a string becomes '16'. Draw an index of the list instead.",
        f"{CHOICE} -> np.random.choice(bounds[0])": GLOBAL,
        f"{CHOICE} -> bounds[0]": 'Your "choice" gives the whole list. Draw one of its values.',
        "elif kind == -> if kind ==": NOT_ELIF,
        ("elif kind == -> if kind ==", f"{CHOICE} -> bounds[0]"): NOT_ELIF,
        "rng.integers(len(bounds[0])) -> rng.integers(len(bounds[0]) - 1)": "Your draw never gives the last value of "
        "a choice.",
        (
            "    trial = {} ->     trial = {}; seed = rng.integers(2**32)",
            "        if ->         rng = np.random.default_rng(seed)\n        if",
        ): "In your function one random number decides all hyperparameters, so they rise and fall together. Draw "
        "another number for each, from the one `rng`.",
        "    trial = {} ->     trial = {}; rng = np.random.default_rng(0)": OWN_SEED,
        "    trial = {} ->     trial = {}; rng = np.random.default_rng()": GLOBAL,
    },
    equivalent={"in log_uniform(bounds[0], bounds[1], 1, rng): 1 -> 2": "the first of two numbers is as good as one"},
)
