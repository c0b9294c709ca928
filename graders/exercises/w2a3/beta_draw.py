"""sample_beta: a decay rate, log-uniform in its distance from 1."""

import numpy as np

from graders.checks.probes.draws import betas, many_numbers
from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import GLOBAL, OWN_SEED
from utils.search import sample_beta


def cases(rng):
    """From no memory to a long one, a narrow range, and a range far from 1."""
    rows = [(0.0, 0.999), (0.9, 0.999), (0.2, 0.95)]
    return [Case(f"beta from {low:g} to {high:g}", (low, high, np.random.default_rng(rng.integers(2**32))))
            for low, high in rows]  # fmt: skip


BETA_ON_LOG_SCALE = (
    "The logarithm of beta is uniform. It should be that of 1 - beta, which is the distance that matters."
)
DRAW = "1 - np.exp(rng.uniform(np.log(1 - high), np.log(1 - low)))"

beta_draw = Exercise(
    sample_beta,
    points=10,
    cases=cases,
    probe=betas,
    call=many_numbers,
    mistakes={
        f"{DRAW} -> rng.uniform(low, high)": "beta is uniform. Draw its distance from 1 on a logarithmic scale.",
        "1 - np.exp -> np.exp": "This is 1 - beta. Return beta.",
        f"{DRAW} -> np.exp(rng.uniform(np.log(low + 1e-9), np.log(high)))": BETA_ON_LOG_SCALE,
        f"{DRAW} -> np.exp(rng.uniform(np.log(low), np.log(high)))": BETA_ON_LOG_SCALE,
        f"{DRAW} -> 1 - 1 / rng.uniform(1 / (1 - low), 1 / (1 - high))": "The memory, 1 / (1 - beta), is uniform. Its "
        "logarithm should be.",
        f"{DRAW} -> 1 - 10 ** rng.uniform(-3, -1)": "The range is 0.9 to 0.999, whatever the bounds are. Use `low` and "
        "`high`.",
        "np.log(1 - low) -> 0": "The distance from 1 goes up to 1, whatever `low` is. Use both bounds.",
        "np.log(1 - low)) -> np.log(1 - low), 1)": "An array of one number comes back. Take the number out of it.",
        f"{DRAW} -> 1 - np.exp(rng.uniform(np.log(max(low, 1e-3)), np.log(high)))": "The bounds are those of beta. 1 - "
        "beta lies between 1 - high and 1 - low.",
        (
            "np.log(1 - high), np.log(1 - low) -> np.log(1 - low), np.log(1 - high)",
        ): "The bounds of the draw have changed places. 1 - high is the smaller one.",
        f"{DRAW} -> 1 - np.exp(rng.uniform(np.log(low), np.log(high)))": "The bounds are those of beta. 1 - beta lies "
        "between 1 - high and 1 - low.",
        f"{DRAW} -> 1 - 10 ** rng.uniform(np.log(1 - high), np.log(1 - low))": "The bases differ: a power of 10 undoes "
        "`np.log10`, and `np.exp` undoes `np.log`.",
        "rng.uniform -> np.random.uniform": GLOBAL,
        "rng.uniform -> np.random.default_rng(0).uniform": OWN_SEED,
    },
)
