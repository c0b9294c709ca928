"""batch_norm_backward: the gradients of one layer's batch normalization."""

import numpy as np  # noqa: F401 (for the edits)

from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w2a2.networks import column
from utils.batch_norm import batch_norm_backward, batch_norm_forward


def cases(rng):
    """As many units as examples, more, fewer, and an epsilon that counts."""
    found = []
    for n, m, epsilon in ((3, 5, 0.5), (4, 4, 0.1), (6, 3, 0.02), (1, 8, 1e-5)):
        Z = 2 * rng.standard_normal((n, 1)) + column(rng, n) * rng.standard_normal((n, m))
        _, cache = batch_norm_forward(Z, column(rng, n), rng.standard_normal((n, 1)), epsilon)
        dN = rng.standard_normal((n, m)) + 0.5
        found.append(Case(f"{n} units, {m} examples, epsilon = {epsilon:g}", (dN, cache)))
    return found


DN = "(dN - dbeta / m - Z_hat * dgamma / m)"
ROOT = 'np.sqrt(cache["var"] + cache["epsilon"])'
MEANS = "Your dgamma and dbeta are means. gamma acts on every example, so its gradient is the sum."
RETURNED = "dZ, dgamma, dbeta"
ORDER = "You return the three in another order. Return dZ, then dgamma, then dbeta."

bn_backward = Exercise(
    batch_norm_backward,
    points=10,
    cases=cases,
    returns=("dZ", "dgamma", "dbeta"),
    mistakes={
        f"{DN} -> dN": "You treat mu and var as constants. They depend on every Z of the mini-batch, so two more "
        "terms come in, one through each.",
        "- dbeta / m ->": "The term that comes through the mean is missing.",
        "- Z_hat * dgamma / m ->": "The term that comes through the variance is missing.",
        'cache["gamma"] / np -> 1 / np': "gamma is missing in dZ. N is gamma times Z_hat, so the chain rule brings it.",
        "m = dN.shape[-1] -> m = dN.shape[-1] - 1": "You divide the terms by m - 1. They are means, so divide by m.",
        "m = dN.shape[-1] -> m = dN.shape[0]": families.FEATURES_FOR_EXAMPLES,
        "m = dN.shape[-1] -> m = 1": "Your two terms are sums. They should be means over the mini-batch.",
        "Z_hat * dgamma / m -> Z_hat * dgamma": "The term that comes through the variance is a sum. It should be a "
        "mean: divide it by m.",
        "- dbeta / m -> - dbeta": "The term that comes through the mean is a sum. It should be a mean: divide it by m.",
        "axis=-1 -> axis=0": "Your sums run over the units. Each unit has its own gamma and beta, so sum over "
        "examples.",
        "axis=-1, keepdims=True ->": "Your sums run over everything. Each unit keeps a gradient of its own.",
        ", keepdims=True ->": "dgamma and dbeta have lost an axis. With `keepdims=True` they stay columns.",
        "np.sum -> np.mean": MEANS,
        ("np.sum -> np.mean", f"{DN} -> (dN - dbeta - Z_hat * dgamma)"): MEANS,
        "np.sum(dN * Z_hat, -> np.sum(dN,": "Your dgamma is the sum of dN. First multiply dN by what gamma multiplies.",
        "np.sum(dN * Z_hat, -> np.sum(Z_hat,": "Your dgamma is the sum of Z_hat. dN is missing in it.",
        f'{ROOT} -> (cache["var"] + cache["epsilon"])': "The square root is missing.",
        f"{ROOT} -> np.sqrt(cache['var'])": "epsilon is missing. It was in the forward pass, so it is in the "
        "derivative.",
        f'{ROOT} -> (np.sqrt(cache["var"]) + cache["epsilon"])': "You add epsilon to the standard deviation. It "
        "belongs to the variance, under the root.",
        "- dbeta / m -> + dbeta / m": "The term that comes through the mean has the wrong sign.",
        "- Z_hat * dgamma / m -> + Z_hat * dgamma / m": "The term that comes through the variance has the wrong sign.",
        "- Z_hat * dgamma / m -> - dgamma / m": "The term that comes through the variance lacks a factor, Z_hat. It is "
        "larger for examples that lie far from the mean.",
        f"return {RETURNED} -> return dZ, dbeta, dgamma": "You return dgamma and dbeta in the other order.",
        f"return {RETURNED} -> return dgamma, dbeta, dZ": ORDER,
        f"return {RETURNED} -> return dbeta, dgamma, dZ": ORDER,
        f"return {RETURNED} -> return dgamma, dZ, dbeta": ORDER,
        f"return {RETURNED} -> return dZ, cache['gamma'] * dgamma, cache['gamma'] * dbeta": "There is a gamma in your "
        "dgamma and dbeta. They come straight from dN. Only dZ gets the factor.",
        f"return {RETURNED} -> return dZ": "You return only dZ. Return dgamma and dbeta too.",
        f"scale * {DN} -> dN / scale": "You divide dN by gamma over the root. It should be multiplied by it.",
        f"dZ = scale * {DN} -> dN -= dbeta / m; dN -= Z_hat * dgamma / m; dZ = scale * dN": families.IN_PLACE,
        "    Z_hat = cache ->     dN -= np.mean(dN, axis=-1, keepdims=True)\n    Z_hat = cache": families.IN_PLACE,
    },
    equivalent={
        "-1 -> 1": "the last axis of a matrix is its second",
        "-1 -> 1 (2)": "the last axis of a matrix is its second",
        "-1 -> 1 (3)": "the last axis of a matrix is its second",
    },
)
