"""log_uniform: numbers that are uniform on a logarithmic scale."""

import numpy as np

from graders.checks.probes.draws import numbers
from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import GLOBAL, LINEAR, OWN_SEED
from utils.search import log_uniform


def cases(rng):
    """Ranges from less than two decades to six, large enough to see the distribution, and a single number."""
    rows = [(1e-4, 1.0, 4000), (0.02, 0.7, 3000), (1e-3, 1e3, 4000), (0.5, 8.0, 1)]
    found = []
    for low, high, size in rows:
        low = float(low * rng.uniform(0.8, 1.2))
        generator = np.random.default_rng(rng.integers(2**32))
        found.append(Case(f"{size} numbers from {low:.3g} to {high:g}", (low, high, size, generator)))
    return found


DRAW = "np.exp(rng.uniform(np.log(low), np.log(high), size))"

log_draw = Exercise(
    log_uniform,
    points=10,
    cases=cases,
    probe=numbers,
    mistakes={
        f"{DRAW} -> rng.uniform(low, high, size)": LINEAR,
        f"{DRAW} -> np.exp(rng.uniform(low, high, size))": "Your exponents lie between the bounds themselves. Take "
        "the logarithm of the bounds first.",
        f"{DRAW} -> 10 ** rng.uniform(low, high, size)": "Your exponents lie between the bounds themselves. Take the "
        "logarithm of the bounds first.",
        f"{DRAW} -> 10 ** rng.uniform(np.log(low), np.log(high), size)": "You mix two bases. A power of 10 undoes "
        "`np.log10`, and `np.exp` undoes `np.log`.",
        f"{DRAW} -> np.exp(rng.uniform(np.log10(low), np.log10(high), size))": "You mix two bases. A power of 10 "
        "undoes `np.log10`, and `np.exp` undoes `np.log`.",
        f"{DRAW} -> rng.uniform(np.log(low), np.log(high), size)": "You return the logarithms. Undo the logarithm.",
        f"{DRAW} -> np.log(rng.uniform(np.exp(low), np.exp(high), size))": "Your logarithm and exponential have "
        "changed places.",
        f"{DRAW} -> np.full(size, np.exp(rng.uniform(np.log(low), np.log(high))))": "All your numbers are the same. "
        "Draw `size` of them.",
        f"{DRAW} -> rng.permutation(np.geomspace(low, high, size))": "Your numbers are evenly spaced on the scale, "
        "and only their order is drawn. Draw the numbers themselves.",
        f"{DRAW} -> np.geomspace(low, high, size)": "Your numbers are evenly spaced on the scale. Nothing is "
        "drawn. Draw them from `rng`.",
        f"{DRAW} -> 10.0 ** rng.integers(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1, size)": "You draw "
        "only powers of 10. An exponent can be any number between the logarithms of the bounds.",
        ", size)) -> ))": "You return a single number. Draw `size` of them.",
        "rng.uniform -> np.random.uniform": GLOBAL,
        "rng.uniform -> np.random.default_rng(0).uniform": OWN_SEED,
        "rng.uniform(np.log(low), np.log(high), size) -> (np.log(low) + np.log(high)) / 2 + "
        "(np.log(high) - np.log(low)) / 6 * rng.standard_normal(size)": "Your logarithms are normal. They should be "
        "uniform.",
    },
)
