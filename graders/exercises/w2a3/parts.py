"""variance_parts: what of the variance is the seed's, and what the settings'."""

import numpy as np

from graders.exercise import Case, Exercise
from utils.search import variance_parts


def cases(rng):
    """Settings that differ much, settings that hardly differ, two seeds only, and many."""
    rows = [(6, 4, 3.0), (5, 3, 0.0), (4, 2, 2.0), (3, 8, 1.0)]
    found = []
    for settings, seeds, spread in rows:
        while True:
            means = spread * rng.standard_normal((settings, 1))
            errors = 5 + means + rng.standard_normal((settings, seeds))
            raw = np.var(errors.mean(axis=1), ddof=1) - np.mean(np.var(errors, axis=1, ddof=1)) / seeds
            if raw > 0.3 or (spread == 0 and raw < -0.02):
                break
        found.append(Case(f"{settings} settings, {seeds} seeds", (errors,)))
    return found


BETWEEN = "np.var(means, ddof=1) - within / errors.shape[1]"

parts = Exercise(
    variance_parts,
    points=10,
    cases=cases,
    returns=("between", "within"),
    mistakes={
        f"{BETWEEN} -> np.var(means, ddof=1)": "The variance of the means still has a part of the seed in it. Subtract "
        "it.",
        "within / errors.shape[1] -> within": "The seed's part in a mean of several seeds is smaller: divide by their "
        "number.",
        f"{BETWEEN} -> np.var(errors, ddof=1) - within": "The seed's part is taken from the variance of all errors. "
        "Take it from that of the settings' means, in which it is smaller.",
        "np.var(means, ddof=1) -> np.var(means)": "The variance of the means is divided by the number of settings. "
        "Divide by one less (`ddof=1`), as within a setting.",
        "np.var(errors, axis=1, ddof=1) -> np.var(errors, axis=1)": "The variance within a setting is divided by the "
        "number of seeds. Divide by one less (`ddof=1`).",
        "errors.shape[1] -> errors.shape[0]": "The variance is divided by the number of settings. A mean is "
        "over seeds.",
        "ddof=1 ->": "The variances are divided by the number of values. With few of them, divide by one less "
        "(`ddof=1`).",
        (
            "np.var(errors, axis=1, -> np.var(errors, axis=0,",
            "np.mean(errors, axis=1) -> np.mean(errors, axis=0)",
        ): "The axes have changed places. Each row is a setting, each column a seed.",
        "max(between, 0) -> between": "The first part is negative in one case. A variance is at least 0.",
        "max(between, 0) -> abs(between)": "A negative estimate has become positive. It means 0.",
        "return float(max(between, 0)), float(within) -> return float(within), float(max(between, 0))": "The "
        "two parts come back in the other order.",
        "np.mean(np.var(errors, axis=1, ddof=1)) -> np.var(errors, ddof=1)": "This is the variance of all "
        "errors together. Take it within each setting, and average.",
        "return float(max(between, 0)), float(within) -> return float(max(between, 0)) ** 0.5, float(within) ** "
        "0.5": "These are standard deviations. Return variances.",
    },
)
