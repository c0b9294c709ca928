"""How dropout is probed: by what must hold for any masks."""

import numpy as np

from graders.checks import codec
from graders.checks.compare import Measured
from graders.checks.probes.values import UNTOUCHED

SAMPLE = 2000  # entries of a mask from which a fraction is worth measuring


def dropout(function, args):
    """Of function(X, parameters, rng, keep_prob) -> (ZL, cache), by value for the masks that the cache holds.

    A mask holds True and False, or 1 and 0. One that is divided by keep_prob already would be divided again on the
    way back.
    """
    X, parameters, rng, keep_prob = args
    before = codec.dumps([X, parameters])
    first, same = codec.copy(rng), codec.copy(rng)
    answer = function(X, parameters, first, keep_prob)
    seen = {
        "the answer": _outline(answer, parameters),
        UNTOUCHED: codec.dumps([X, parameters]) == before,
    }
    if not _is_complete(answer, X, parameters):
        return seen
    seen |= _computed(answer, X, parameters)
    seen |= _dropped(answer[1], keep_prob, _layers(parameters))
    if keep_prob < 1:
        seen["the generator `rng` has moved on, so that the next call draws other masks"] = not _equal(first, rng)
        again = function(X, parameters, same, keep_prob)
        seen["a generator in the same state draws the same masks"] = _same_masks(again, answer)
        other = np.random.default_rng(codec.copy(rng).integers(2**32))
        again = function(X, parameters, other, keep_prob)
        seen["another generator draws other masks"] = not _same_masks(again, answer)
    return seen


def _layers(parameters):
    return sum(name.startswith("W") for name in parameters)


def _needed(parameters):
    """The keys that a cache must have: name -> the layer whose shape it has, None where it is a parameter's."""
    L = _layers(parameters)
    layers = {"A0": 0} | {f"Z{l}": l for l in range(1, L + 1)}
    layers |= {f"{name}{l}": l for name in "DA" for l in range(1, L)}
    return dict.fromkeys(parameters) | layers


def _outline(answer, parameters):
    """The answer with zeros for all numbers, and without what is not needed in its cache."""
    if not _is_pair(answer):
        return tuple(map(_zeros, answer)) if isinstance(answer, tuple | list) else answer
    ZL, cache = answer
    return _zeros(ZL), {key: _zeros(cache[key], key) for key in _needed(parameters) if key in cache}


def _is_pair(answer):
    return isinstance(answer, tuple | list) and len(answer) == 2 and isinstance(answer[1], dict)


def _zeros(value, key=""):
    if not isinstance(value, np.ndarray):
        return value
    return np.zeros(value.shape, float if key.startswith("D") else value.dtype)


def _is_complete(answer, X, parameters):
    """Whether all arrays are there, of numbers and of the right shapes, so that they can be computed with."""
    if not _is_pair(answer):
        return False
    ZL, cache = answer
    sizes = [len(X)] + [len(parameters[f"b{l}"]) for l in range(1, _layers(parameters) + 1)]
    shapes = {
        key: parameters[key].shape if layer is None else (sizes[layer], X.shape[1])
        for key, layer in _needed(parameters).items()
    }
    return _is_array(ZL, (1, X.shape[1])) and all(_is_array(cache.get(key), shapes[key]) for key in shapes)


def _is_array(value, shape):
    return isinstance(value, np.ndarray) and value.shape == shape and value.dtype.kind in "biuf"


def _computed(answer, X, parameters):
    """What holds with dropout as it does without."""
    ZL, cache = answer
    seen = {
        "the input is left whole: A0 is X": np.array_equal(cache["A0"], X),
        "the cache holds the weights and biases as they are": _equal(
            {key: cache[key] for key in parameters}, parameters
        ),
    }
    L = _layers(parameters)
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
        name = f"Z{l} is W{l} A{l - 1} + b{l}, with the A{l - 1} of the cache"
        seen[name] = bool(np.max(np.abs(cache[f"Z{l}"] - Z)) <= 1e-9 * np.max(np.abs(Z)))
        if l < L:
            seen[f"A{l} is zero where Z{l} is negative"] = not cache[f"A{l}"][cache[f"Z{l}"] < 0].any()
    same = np.array_equal(ZL, cache[f"Z{L}"])
    seen[f"the logits that come back are the Z{L} of the cache"] = same
    seen["the logits that come back are no probabilities"] = same or not np.all((ZL > 0) & (ZL < 1))
    seen["the logits that come back have not been through a ReLU"] = same or bool(np.any(ZL < 0))
    return seen


def _dropped(cache, keep_prob, L):
    """What the masks are like, and what they did to the activations."""
    seen = {}
    for l in range(1, L):
        A, D, Z = cache[f"A{l}"], cache[f"D{l}"], cache[f"Z{l}"]
        kept = D != 0
        if keep_prob < 1 and D.size >= SAMPLE:
            seen[f"the fraction kept in layer {l}"] = Measured(float(kept.mean()), _margin(D.size))
            seen[f"the examples have masks of their own in layer {l}"] = bool((kept != kept[:, :1]).any())
            seen[f"the units have masks of their own in layer {l}"] = bool((kept != kept[:1]).any())
            if l > 1:
                seen[f"layer {l} has masks of its own"] = _differ(kept, cache[f"D{l - 1}"] != 0)
        seen[f"A{l} is zero where D{l} is"] = not A[~kept].any()
        seen[f"D{l} is 1 (or True) wherever an activation is kept"] = bool(np.all(D[kept] == 1))
        alive = kept & (Z > 0)
        factors = A[alive] / Z[alive] if alive.any() else np.zeros(1)
        seen[f"the factor on what is kept in layer {l}"] = np.array([factors.min(), factors.max()])
    return seen


def _margin(N):
    """How far two fractions of N entries each, kept with the same probability, may be apart.

    By Hoeffding's inequality a fraction is t or more from its mean with a probability of at most 2 exp(-2 N t^2), here
    1e-11, whatever keep_prob is. Two are further than 2 t apart with one of at most 2e-11, and fewer than 20 are
    measured in a check: below 4e-10 in all.
    """
    return 2 * np.sqrt(np.log(2 / 1e-11) / (2 * N))


def _differ(kept, before):
    """Whether a mask is another than that of the layer before, as far as both reach.

    The cases have at least 2,000 entries a layer, and a keep_prob of at most 0.9: two masks drawn apart agree in an
    entry with a probability of at most 0.82, and in all of 2,000 with one of 1e-172.
    """
    n = min(kept.size, before.size)
    return not np.array_equal(kept.ravel()[:n], before.ravel()[:n])


def _same_masks(one, other):
    keys = [key for key in other[1] if key.startswith("D")]
    return _is_pair(one) and all(
        isinstance(one[1].get(key), np.ndarray) and np.array_equal(one[1][key], other[1][key]) for key in keys
    )


def _equal(one, other):
    return codec.dumps(one) == codec.dumps(other)
