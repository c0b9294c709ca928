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


BETA_ON_LOG_SCALE = "Your draw makes the logarithm of beta uniform. It should be that of 1 - beta, the distance from 1."
DRAW = "1 - np.exp(rng.uniform(np.log(1 - high), np.log(1 - low)))"

beta_draw = Exercise(
    sample_beta,
    points=10,
    cases=cases,
    probe=betas,
    call=many_numbers,
    mistakes={
        f"{DRAW} -> rng.uniform(low, high)": "Your beta is uniform. Draw its distance from 1 on a logarithmic scale.",
        "1 - np.exp -> np.exp": "You return 1 - beta. Return beta.",
        f"{DRAW} -> np.exp(rng.uniform(np.log(low + 1e-9), np.log(high)))": BETA_ON_LOG_SCALE,
        f"{DRAW} -> np.exp(rng.uniform(np.log(low), np.log(high)))": BETA_ON_LOG_SCALE,
        f"{DRAW} -> 1 - 1 / rng.uniform(1 / (1 - low), 1 / (1 - high))": "You draw the memory, 1 / (1 - beta), "
        "uniformly. Draw its logarithm uniformly.",
        f"{DRAW} -> 1 - 10 ** rng.uniform(-3, -1)": "Your range is 0.9 to 0.999, whatever the bounds are. Use `low` "
        "and `high`.",
        "np.log(1 - low) -> 0": "Your distance from 1 goes up to 1, whatever `low` is. Use both bounds.",
        "np.log(1 - low)) -> np.log(1 - low), 1)": "You return an array of one number. Take the number out of it.",
        f"{DRAW} -> 1 - np.exp(rng.uniform(np.log(max(low, 1e-3)), np.log(high)))": "You use the bounds of beta for "
        "1 - beta. It lies between 1 - high and 1 - low.",
        (
            "np.log(1 - high), np.log(1 - low) -> np.log(1 - low), np.log(1 - high)",
        ): "Your bounds of the draw have changed places. 1 - high is the smaller one.",
        f"{DRAW} -> 1 - np.exp(rng.uniform(np.log(low), np.log(high)))": "You use the bounds of beta for 1 - beta. "
        "It lies between 1 - high and 1 - low.",
        f"{DRAW} -> 1 - 10 ** rng.uniform(np.log(1 - high), np.log(1 - low))": "You mix two bases. A power of 10 "
        "undoes `np.log10`, and `np.exp` undoes `np.log`.",
        "rng.uniform -> np.random.uniform": GLOBAL,
        "rng.uniform -> np.random.default_rng(0).uniform": OWN_SEED,
    },
)
