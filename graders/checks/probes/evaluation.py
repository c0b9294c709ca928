"""How functions that judge models are probed: a pair of bounds as one array, a fit and an error made on the spot."""

import numpy as np

from graders.checks.compare import is_number
from graders.checks.probes.values import by_value


def interval(function, args):
    """Of function(wrong, m, z) -> (low, high): a bound that is 0 but for rounding is as good as 0."""

    def as_array(*args):
        answer = function(*args)
        is_pair = isinstance(answer, list | tuple) and len(answer) == 2 and all(map(is_number, answer))
        return np.array(answer, dtype=float) if is_pair else answer

    return by_value(as_array, args)


def with_nearest_mean(function, X, Y, X_dev, Y_dev, sizes):
    """function(X, Y, X_dev, Y_dev, sizes, fit, error) with a model that is the mean of the examples it was given.

    The error depends on the order and the number of the examples, so that other ones give another number.
    """

    def fit(X, Y):
        _refuse(X, Y)
        return {"mean": np.mean(X, axis=1, keepdims=True), "share": float(np.mean(Y)), "m": X.shape[1]}

    def error(model, X, Y):
        _refuse(X, Y)
        distances = np.mean((X - model["mean"]) ** 2, axis=0) + (Y[0] - model["share"]) ** 2
        return float(distances @ (1 + np.arange(X.shape[1]))) / X.shape[1] ** 2 + 1 / model["m"]

    return function(X, Y, X_dev, Y_dev, sizes, fit, error)


def _refuse(X, Y):
    if np.ndim(X) != 2 or np.ndim(Y) != 2 or X.shape[1] != Y.shape[1]:
        raise ValueError(f"X and Y need columns for the same examples; their shapes are {np.shape(X)}, {np.shape(Y)}")
