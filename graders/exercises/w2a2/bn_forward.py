"""batch_norm_forward: normalize each unit over the mini-batch, then scale and shift."""

from graders.checks.probes.batch_norm import layer
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w2a2.networks import column
from utils.batch_norm import batch_norm_forward


def cases(rng):
    """As many units as examples, more, fewer; a unit that never varies; an epsilon that counts."""
    found = []
    for n, m, epsilon in ((3, 5, 0.5), (4, 4, 0.1), (6, 3, 0.02), (1, 8, 1e-5), (3, 7, 1e-3)):
        Z = 2 * rng.standard_normal((n, 1)) + column(rng, n) * rng.standard_normal((n, m))
        found.append([f"{n} units, {m} examples, epsilon = {epsilon:g}", Z, n, epsilon])
    found[-1][0] += ", a unit that does not vary"
    found[-1][1][0] = 1.5
    return [Case(label, (Z, column(rng, n), rng.standard_normal((n, 1)), eps)) for label, Z, n, eps in found]


MU, VAR = "np.mean(Z, axis=-1, keepdims=True)", "np.var(Z, axis=-1, keepdims=True)"
ROOT = "np.sqrt(var + epsilon)"

bn_forward = Exercise(
    batch_norm_forward,
    points=10,
    cases=cases,
    probe=layer,
    returns=("N", "cache"),
    mistakes={
        "axis=-1 -> axis=0": "Your statistics are those of each example over its units. That is layer normalization. "
        "Here each unit gets a mean and a variance over the examples.",
        "axis=-1, ->": "You have one mean and one variance for all units. Each unit, a row of Z, needs its own.",
        (
            "np.mean(Z, axis=-1, keepdims=True) -> np.mean(Z, axis=-1)",
            f"{VAR} -> np.var(Z, axis=-1)",
        ): "mu and var have lost an axis. With `keepdims=True` they stay columns.",
        f"{VAR} -> np.var(Z, axis=-1, keepdims=True, ddof=1)": "Your variance is divided by m - 1. Divide by m, the "
        "number of examples.",
        f"{ROOT} -> (np.sqrt(var) + epsilon)": "You add epsilon to the standard deviation. It belongs to var, under "
        "the root.",
        "var + epsilon -> var": "epsilon is missing. If a unit gives the same value for all examples, its "
        "variance is 0.",
        f"{ROOT} -> (var + epsilon)": "The square root is missing. Divide Z by its standard deviation.",
        f"{ROOT} -> (np.ptp(Z, axis=-1, keepdims=True) + epsilon)": "You divide Z by its range, the largest less the "
        "smallest. Divide by the standard deviation, with epsilon under its root.",
        f"{ROOT} -> np.sqrt(np.maximum(var, epsilon))": "Your epsilon replaces a variance that is smaller. Add it to "
        "every variance.",
        f"{VAR} -> np.std(Z, axis=-1, keepdims=True)": "Your var is the standard deviation. It should be the square "
        "of that.",
        f"{VAR} -> np.mean(Z**2, axis=-1, keepdims=True)": "Your var is the mean of the squares. The variance is the "
        "mean of the squared distances from the mean.",
        "(Z - mu) -> Z": "The mean is not subtracted.",
        "gamma * Z_hat + beta -> Z_hat": "The scale and the shift are missing. N is gamma times Z_hat plus beta.",
        "gamma * Z_hat + beta -> gamma * Z_hat": "The shift beta is missing.",
        "gamma * Z_hat + beta -> Z_hat + beta": "The scale gamma is missing.",
        "gamma * Z_hat + beta -> gamma * (Z_hat + beta)": "You scale the shift too. Scale first, then add beta.",
        "gamma * Z_hat + beta -> beta * Z_hat + gamma": "gamma and beta have changed places. gamma scales, beta "
        "shifts.",
        "gamma * Z_hat + beta -> gamma * Z + beta": "You scale and shift Z itself. Use the normalized values.",
        '"Z_hat": Z_hat -> "Z_hat": N': 'The "Z_hat" in your cache is N. It should hold the values before scale and '
        "shift.",
        '"var": var -> "var": var + epsilon': "The variance in your cache has epsilon in it. Store the variance "
        "itself.",
        '"mu": mu, "var": var -> "mu": mu[:, 0], "var": var[:, 0]': "mu and var in your cache have lost an axis. Store "
        "them as columns.",
        '"var": var -> "var": np.sqrt(var + epsilon)': "Your cache holds the standard deviation as var. Store the "
        "variance itself.",
        "(Z - mu) -> (Z + mu)": "You add the mean. Subtract it.",
        "    Z_hat = (Z - mu) ->     Z -= mu\n    Z_hat = Z": families.IN_PLACE,
    },
    equivalent={
        "-1 -> 1": "the last axis of a matrix is its second",
        "-1 -> 1 (2)": "the last axis of a matrix is its second",
    },
)
