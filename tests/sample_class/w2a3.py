"""The sample class of W2A3 Hyperparameter Search."""

from tests.sample_class.table import Solution, Student, Text

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways",
        {
            "log-draw": Solution("powers_of_ten"),
            "trial": Solution("table_of_functions"),
            "cells": Solution("nested"),
            "search": Solution("all_at_the_end"),
            "halving": Solution("recursive"),
            "expected": Solution("loop"),
            "so-far": Solution("loop"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "scales and trials right, the rest not begun",
        {"log-draw": (), "beta-draw": (), "trial": ()},
        rest_right=False,
    ),
    "linear": Student(
        "draws on a linear scale, and so do the functions that call it",
        {"log-draw": "np.exp(rng.uniform(np.log(low), np.log(high), size)) -> rng.uniform(low, high, size)"},
        missed={"log-draw", "trial"},
    ),
    "ends-and-worst": Student(
        "a grid on the ends, and a search that returns the worst",
        {
            "cells": "(np.arange(k) + 0.5) / k -> np.linspace(0, 1, k)",
            "search": "error < lowest -> error > lowest or best is None",
        },
        missed={"cells", "search"},
    ),
    "starts-again": Student(
        "halving trains from the start in each round, and the running best knows later trials",
        {"halving": "goal - done -> goal", "so-far": "np.fmin.accumulate(errors) -> np.full(len(errors), np.nanmin(errors))"},
        missed={"halving", "so-far"},
    ),
    "seed-ignored": Student(
        "the seed's part stays in the variance of the means, and the refined range leaves the old one",
        {"parts": " - within / errors.shape[1] ->", "narrower": Solution("not_cut_off")},
        missed={"parts", "narrower"},
    ),
    "does-not-run": Student(
        "one cell is not Python, another uses a name that does not exist",
        {
            "beta-draw": Text("def sample_beta(low, high, rng)\n    return low\n"),
            "expected": "len(errors) -> len(scores)",
        },
        missed={"beta-draw", "expected"},
    ),
}
