"""How dropout is probed: by what must hold for any masks."""

import numpy as np

from graders.checks import codec
from graders.checks.compare import Measured
from graders.checks.probes import randomness
from graders.checks.probes.values import CHANGED, EPSILON, FIXED, STILL, UNREPEATABLE, another, close, outline, same

SAMPLE = 2000  # entries of a mask from which a fraction is worth measuring
EXACT = "every mask keeps exactly the same share"
AGAIN = "the masks of a second call depend on those of the first"


def dropout(function, args):
    """Of function(X, parameters, rng, keep_prob) -> (ZL, cache), by value for the masks that the cache holds.

    A mask holds True and False, or 1 and 0. One that is divided by keep_prob already would be divided again on the
    way back.
    """
    X, parameters, rng, keep_prob = args

    def call(generator):
        return function(*codec.copy([X, parameters]), generator, keep_prob)

    first, again, other = codec.copy(rng), codec.copy(rng), another(rng)
    given = codec.copy([X, parameters])  # what the masks are judged by must stay as it is
    answer = function(*given, first, keep_prob)
    seen = {
        "the answer": _outline(answer, parameters),
        CHANGED: not same(given, [X, parameters]),
    }
    if not _is_complete(answer, X, parameters):
        return seen
    seen |= _computed(answer, X, parameters)
    seen |= _dropped(answer[1], keep_prob, _layers(parameters))
    if keep_prob == 1:
        return seen
    seen[STILL] = same(first, rng)
    seen[UNREPEATABLE] = not _same_masks(call(again), answer)
    more = [call(generator) for generator in (first, other, other)]
    seen[FIXED] = _same_masks(more[1], answer)
    if not any(value is True for value in seen.values()) and all(_is_complete(one, X, parameters) for one in more):
        seen |= randomness.first_fault(_dependences([answer[1], *(cache for _, cache in more)], keep_prob))
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
    """The answer with zeros for all numbers, and without what is not needed in its cache. Any numbers make a mask."""
    if not _is_pair(answer):
        return outline(answer)
    ZL, cache = answer
    kept = {key: cache[key] for key in _needed(parameters) if key in cache}
    masks = {key: np.zeros(value.shape) for key, value in kept.items() if key[0] == "D" and type(value) is np.ndarray}
    return outline(ZL), outline(kept) | masks


def _is_pair(answer):
    return isinstance(answer, tuple | list) and len(answer) == 2 and isinstance(answer[1], dict)


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
    """What is wrong with dropout as it would be wrong without."""
    ZL, cache = answer
    seen = {
        "A0 in the cache is not X: the input was dropped or changed": not close(cache["A0"], X),
        "the cache holds other weights and biases than the parameters": not all(
            close(cache[key], value) for key, value in parameters.items()
        ),
    }
    L = _layers(parameters)
    for l in range(1, L + 1):
        seen[f"Z{l} is not W{l} A{l - 1} + b{l}, with the A{l - 1} of the cache"] = not _is_linear(cache, parameters, l)
        if l < L:
            seen[f"A{l} is not zero where Z{l} is negative"] = bool(cache[f"A{l}"][cache[f"Z{l}"] < 0].any())
    other = not close(ZL, cache[f"Z{L}"])
    seen[f"the logits that are returned are not the Z{L} of the cache"] = other
    seen["the logits that are returned look like probabilities"] = other and bool(np.all((ZL > 0) & (ZL < 1)))
    seen["the logits that are returned are never negative, as after a ReLU"] = other and not np.any(ZL < 0)
    return seen


def _is_linear(cache, parameters, l):
    """Whether Z is W A + b, up to the rounding of single precision.

    Rounding W, b and the n products, and adding up the n + 1 terms in any order, moves each entry by at most (n + 4)
    half epsilons of |W| |A| + |b| (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1); twice that is
    allowed.
    """
    W, b, A = parameters[f"W{l}"], parameters[f"b{l}"], cache[f"A{l - 1}"]
    bound = (W.shape[1] + 4) * EPSILON * (np.abs(W) @ np.abs(A) + np.abs(b))
    return bool(np.all(np.abs(cache[f"Z{l}"] - (W @ A + b)) <= bound))


def _dropped(cache, keep_prob, L):
    """What the masks are like, and what they did to the activations."""
    seen = {}
    for l in range(1, L):
        A, D, Z = cache[f"A{l}"], cache[f"D{l}"], cache[f"Z{l}"]
        kept = D != 0
        if keep_prob < 1 and D.size >= SAMPLE:
            seen[f"the fraction kept in layer {l}"] = Measured(float(kept.mean()), _margin(D.size))
            seen[f"in layer {l}, all examples share one mask"] = bool((kept == kept[:, :1]).all())
            seen[f"in layer {l}, all units are dropped together"] = bool((kept == kept[:1]).all())
            if l > 1:
                seen[f"layer {l} has the mask of the layer before"] = _is_shared(kept, cache[f"D{l - 1}"] != 0)
        seen[f"A{l} is not zero where D{l} is"] = bool(A[~kept].any())
        seen[f"D{l} is neither 0 nor 1 (False nor True) in some places"] = not np.all(D[kept] == 1)
        alive = kept & (Z > 0)
        factors = A[alive] / Z[alive] if alive.any() else np.zeros(1)
        seen[f"the factor on what is kept in layer {l}"] = np.array([factors.min(), factors.max()], float)
    return seen


def _margin(N):
    """How far two fractions of N entries each, kept with the same probability, may be apart.

    By Hoeffding's inequality a fraction is t or more from its mean with a probability of at most 2 exp(-2 N t^2), here
    1e-11, whatever keep_prob is. Two are further than 2 t apart with one of at most 2e-11, and fewer than 20 are
    measured in a check: below 4e-10 in all.
    """
    return 2 * np.sqrt(np.log(2 / 1e-11) / (2 * N))


def _is_shared(kept, before):
    """Whether a mask is that of the layer before, as far as both reach.

    The cases have at least 2,000 entries a layer, and a keep_prob of at most 0.9: two masks drawn apart agree in an
    entry with a probability of at most 0.82, and in all of 2,000 with one of 1e-172.
    """
    n = min(kept.size, before.size)
    return np.array_equal(kept.ravel()[:n], before.ravel()[:n])


def _same_masks(one, other):
    keys = [key for key in other[1] if str(key).startswith("D")]
    return _is_pair(one) and all(
        isinstance(one[1].get(key), np.ndarray) and np.array_equal(one[1][key], other[1][key]) for key in keys
    )


def _dependences(caches, p):
    """(what is wrong, its surprise) of masks that are not independent.

    caches: of four calls, the first two with one generator, the others with another. All but the first rests on
    keep_prob.
    """
    L = sum(key.startswith("W") for key in caches[0])
    calls = [[cache[f"D{l}"] != 0 for l in range(1, L)] for cache in caches]
    large = [l for l in range(1, L) if calls[0][l - 1].size >= SAMPLE]
    for l in large:
        yield f"the fraction kept in layer {l} is not keep_prob", randomness.off_share(calls[0][l - 1], p)
    for l in large:
        yield from randomness.strongest_first(_within([masks[l - 1] for masks in calls], p, f"in layer {l}, "))
        for k in (k for k in large if k < l):
            name = f"the mask of layer {l} depends on that of layer {k}"
            yield name, randomness.linked(calls[0][k - 1], calls[0][l - 1], p)
        yield AGAIN, randomness.linked(calls[0][l - 1], calls[1][l - 1], p)
    if large:
        examples = np.vstack([masks[l - 1] for masks in calls for l in large])
        yield "some examples always have the same masks", randomness.rows_alike(examples.T, p)
        masks = [masks[l - 1] for masks in calls for l in large]
        yield EXACT, randomness.exact([np.count_nonzero(mask) for mask in masks], [mask.size for mask in masks], p)


def _within(masks, p, where):
    """Of the masks of one layer, the first of which is looked at by itself. Rows are units and columns examples."""
    mask = masks[0]
    n, m = mask.shape
    units, examples = np.count_nonzero(mask, axis=1), np.count_nonzero(mask, axis=0)
    yield f"{where}some units are dropped much more often than others", randomness.uneven(mask, p)
    yield f"{where}some examples lose many more units than others", randomness.uneven(mask.T, p)
    yield f"{where}every example loses the same number of units", randomness.exact(examples, [n] * m, p)
    yield f"{where}every unit is dropped in the same number of examples", randomness.exact(units, [m] * n, p)
    below, beside, anywhere = randomness.neighbours(mask, p)
    yield f"{where}neighbouring units are dropped together", below
    yield f"{where}neighbouring examples lose the same units", beside
    yield f"{where}some units are always dropped together", randomness.rows_alike(np.hstack(masks), p)
    yield f"{where}whether a unit is dropped depends on other units, or on other examples", anywhere
