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
        f"{BETWEEN} -> np.var(means, ddof=1)": "You leave the seed's part in the variance of the means. Subtract it.",
        "within / errors.shape[1] -> within": "You subtract the whole variance of the seed. In a mean of several "
        "seeds it is smaller: divide by their number.",
        f"{BETWEEN} -> np.var(errors, ddof=1) - within": "You subtract the seed's part from the variance of all "
        "errors. Subtract it from that of the settings' means, in which it is smaller.",
        "np.var(means, ddof=1) -> np.var(means)": "Your variance of the means is divided by the number of settings. "
        "Divide by one less (`ddof=1`), as within a setting.",
        "np.var(errors, axis=1, ddof=1) -> np.var(errors, axis=1)": "Your variance within a setting is divided by "
        "the number of seeds. Divide by one less (`ddof=1`).",
        "errors.shape[1] -> errors.shape[0]": "You divide the seed's part by the number of settings. A mean is over "
        "seeds.",
        "ddof=1 ->": "Your variances are divided by the number of values. With few of them, divide by one less "
        "(`ddof=1`).",
        (
            "np.var(errors, axis=1, -> np.var(errors, axis=0,",
            "np.mean(errors, axis=1) -> np.mean(errors, axis=0)",
        ): "Your axes have changed places. Each row is a setting, each column a seed.",
        "max(between, 0) -> between": "Your first part is negative in one case. A variance is at least 0.",
        "max(between, 0) -> abs(between)": "You turn a negative estimate into a positive one. Return 0 for it.",
        "return float(max(between, 0)), float(within) -> return float(within), float(max(between, 0))": "You return "
        "the two parts in the other order.",
        "np.mean(np.var(errors, axis=1, ddof=1)) -> np.var(errors, ddof=1)": "Your second part is the variance of "
        "all errors together. Take it within each setting, and average.",
        "return float(max(between, 0)), float(within) -> return float(max(between, 0)) ** 0.5, float(within) ** "
        "0.5": "You return standard deviations. Return variances.",
    },
)
