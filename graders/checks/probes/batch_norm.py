"""How batch normalization is probed: by value, whatever else a cache or the gradients may hold."""

import numpy as np

from graders.checks.probes.values import by_value

NOT_A_NUMBER = "some angles are NaN"
DIGITS = 5  # a gradient that is 0 but for rounding, in single precision too


def layer(function, args):
    """Of function(Z, gamma, beta, epsilon) -> (N, cache)."""
    return _keeping(by_value(function, args), ("Z_hat", "gamma", "mu", "var", "epsilon"))


def network(function, args):
    """Of function(X, parameters, epsilon) -> (ZL, cache). What is kept of a layer's cache are its statistics."""
    L = sum(name.startswith("W") for name in args[1])
    hidden = [f"{name}{l}" for l in range(1, L) for name in ("N", "A", "bn")]
    seen = _keeping(by_value(function, args), ("A0", f"Z{L}", *(f"W{l}" for l in range(1, L + 1)), *hidden))
    answer = seen["the answer"]
    if isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], dict):
        seen["the answer"] = answer[0], {key: _statistics(value) for key, value in answer[1].items()}
    return seen


def network_gradients(function, args):
    """Of function(X, Y, cache) -> grads. The gradients of biases before batch normalization are 0 but for rounding.

    So is, in a wrong answer without the derivative of ReLU, that of beta. They are asked in the order in which the
    backward pass comes to them: see `gradients`.
    """
    seen, cache = by_value(function, args), args[2]
    layers = [name[1:] for name in cache if name.startswith("W")][::-1]
    hidden = [l for l in layers if f"bn{l}" in cache]
    asked = [f"d{name}{l}" for l in layers for name in ("gamma", "beta", "W", "b") if l in hidden or name in "Wb"]
    grads = seen["the answer"]
    if isinstance(grads, dict):
        grads = {key: grads[key] for key in asked if key in grads}
        for l in hidden:
            if isinstance(grads.get(f"db{l}"), np.ndarray):
                grads[f"db{l}"] = np.round(grads[f"db{l}"], DIGITS) + 0.0  # no -0
            if _is_rounding(grads.get(f"dbeta{l}")):
                grads[f"dbeta{l}"] = np.zeros_like(grads[f"dbeta{l}"])
        seen["the answer"] = grads
    return seen


def _is_rounding(value):
    is_real = isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size > 0
    return is_real and bool(np.max(np.abs(value)) < 0.5 * 10.0**-DIGITS)


def angles(function, args):
    """Of function(W, dW, learning_rate) -> degrees. Which angles are NaN is up to rounding: that some are is told."""
    seen = by_value(function, args)
    answer = seen["the answer"]
    if isinstance(answer, np.ndarray) and answer.dtype.kind == "f":
        seen = {NOT_A_NUMBER: bool(np.any(np.isnan(answer)))} | seen
        if seen[NOT_A_NUMBER]:
            del seen["the answer"]
    return seen


def _statistics(value):
    return {key: value[key] for key in ("mu", "var") if key in value} if isinstance(value, dict) else value


def _keeping(seen, keys):
    """The measurement without the keys of the answer's dict that nobody asked for."""
    answer = seen["the answer"]
    if isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[1], dict):
        seen["the answer"] = answer[0], {key: answer[1][key] for key in keys if key in answer[1]}
    return seen
