"""How initial parameters are probed: by what must hold for any draw."""

import numpy as np

from graders.checks import codec
from graders.checks.compare import Measured
from graders.checks.probes.values import UNTOUCHED


def initial_parameters(function, args):
    """Parameters drawn from a generator, function(layers_dims, rng), judged by what must hold for any draw.

    The spread and the mean are measured where a matrix has at least SAMPLE entries. With N normal entries of standard
    deviation s, the mean has standard deviation s/sqrt(N) and the sample's standard deviation s/sqrt(2N). The expected
    figure is a draw too, so the difference of two has sqrt(2) times that; the margin of 10 is 7.07 of those, and a
    right matrix fails with a probability of 1.6e-12. Fewer than 100 are measured in a check: below 2e-10 in all.
    """
    layers_dims, rng = args
    first, same = codec.copy(rng), codec.copy(rng)
    other = np.random.default_rng(codec.copy(rng).integers(2**32))
    given = list(layers_dims)
    parameters = function(given, first)
    seen = {"the answer": _shapes(parameters), UNTOUCHED: given == list(layers_dims)}
    if not _all_float_arrays(parameters):
        return seen
    seen |= _biases(parameters) | _distribution(parameters) | _repeats(parameters)
    seen["the numbers are drawn from the generator `rng`"] = codec.dumps(first) != codec.dumps(same)
    again = function(list(layers_dims), same)
    seen["a generator in the same state gives the same weights"] = _equal(again, parameters)
    seen["another generator gives other weights"] = not _equal(function(list(layers_dims), other), parameters)
    return seen


SAMPLE, LARGEST = 1000, 500_000


def _shapes(parameters):
    """What can be said of any answer: its keys, the kind of each value, its shape. The numbers are left out."""
    if not isinstance(parameters, dict):
        return parameters
    return {
        key: np.zeros(value.shape, value.dtype) if isinstance(value, np.ndarray) else value
        for key, value in parameters.items()
    }


def _all_float_arrays(parameters):
    """And not too many entries to make statistics of: no case asks for more than a tenth of LARGEST."""
    return (
        isinstance(parameters, dict)
        and all(isinstance(value, np.ndarray) and value.dtype.kind == "f" for value in parameters.values())
        and sum(value.size for value in parameters.values()) <= LARGEST
    )


def _equal(one, other):
    return (
        isinstance(one, dict)
        and one.keys() == other.keys()
        and all(np.array_equal(one[key], other[key]) for key in one)
    )


def _weights(parameters):
    return {key: value for key, value in parameters.items() if str(key).startswith("W")}


def _biases(parameters):
    biases = [value for key, value in parameters.items() if str(key).startswith("b")]
    return {"the biases are zero": not any(b.any() for b in biases)}


def _repeats(parameters):
    """Whether units, layers and weights differ, as draws do. In single precision a few numbers in 10,000 repeat by
    chance, in double precision hardly two; a hundredth of them never does."""
    weights = _weights(parameters)
    layers = [set(w.ravel().tolist()) for w in weights.values()]
    entries = sum(w.size for w in weights.values())
    return {
        "the weights of a unit differ from one another": not any(_all_same(w, axis=1) for w in weights.values()),
        "the units of a layer differ from one another": not any(_all_same(w, axis=0) for w in weights.values()),
        "no layer repeats the numbers of another": len(set().union(*layers)) >= 0.99 * sum(map(len, layers)),
        "no number comes again and again": sum(map(len, layers)) >= 0.99 * entries,
    }


def _all_same(w, axis):
    """Or hardly differ: three draws lie so close together once in 250,000 times, and here in every row or column."""
    return w.shape[axis] > 1 and bool(np.all(np.ptp(w, axis=axis) <= 1e-3 * np.abs(w).max()))


def _distribution(parameters):
    seen = {}
    for key, w in _weights(parameters).items():
        if w.size < SAMPLE:
            continue
        spread = float(np.std(w))
        seen[f"the spread of {key}"] = Measured(spread, 10 * spread / np.sqrt(2 * w.size))
        seen[f"the mean of {key}"] = Measured(float(np.mean(w)), 10 * spread / np.sqrt(w.size))
        # Excess kurtosis: 0 for a normal draw, -1.2 for a uniform one; its own standard deviation is sqrt(24/N) < 0.16.
        tails = float(np.mean((w - w.mean()) ** 4) / spread**4 - 3) if spread else 0.0
        seen[f"{key} is bell-shaped, as a normal draw is"] = w.size < 20_000 or abs(tails) < 0.5
    return seen
