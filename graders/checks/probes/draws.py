"""How draws of hyperparameters are probed: by quantiles and shares that any right draw has.

A quantile at q of n draws with density f there has the standard deviation sqrt(q (1 - q) / n) / f, and a share p of n
draws sqrt(p (1 - p) / n). The margins are ten of these. The expected figure is a draw too, so a right answer misses
one with a probability of 1.6e-12 (7.07 standard deviations of a difference). A check measures fewer than 50.
"""

import math
from itertools import combinations

import numpy as np

from graders.checks import codec
from graders.checks.compare import Measured, is_number
from graders.checks.probes.values import CHANGED, FIXED, STILL, UNREPEATABLE, another, outline, same

DRAWS, FEW = 1500, 20  # calls of a function that draws once: for a distribution, and to see whether it repeats itself
QUANTILES = {"lowest tenth": 0.1, "median": 0.5, "highest tenth": 0.9}
NOT_FINITE = "some values are NaN or infinite"
ALIKE = "all draws are the same"
REORDERED = "another generator gives the same numbers, in another order"
ONE_DICT = "two calls return one and the same dict, which the second has changed"
OUTSIDE = "some values lie outside of the bounds"


def numbers(function, args):
    """Of function(low, high, size, rng) -> (size,) numbers on a logarithmic scale."""
    low, high, size, rng = args
    first = codec.copy(rng)
    found = function(low, high, size, first)
    seen = {"the answer": outline(found)}
    if not _are_numbers(found, size):
        return seen
    seen |= _on_log_scale("the numbers", found, low, high)
    if size >= 1000:
        seen["the numbers come in order"] = bool(np.all(np.diff(found) >= 0))
        seen["many numbers are the same"] = len(np.unique(found)) < 0.9 * size
    seen[STILL] = same(first, rng)
    seen[UNREPEATABLE] = not same(function(low, high, size, codec.copy(rng)), found)
    other = function(low, high, size, another(rng))
    seen[FIXED] = same(other, found)
    seen[REORDERED] = not seen[FIXED] and _are_numbers(other, size) and same(np.sort(other), np.sort(found))
    return seen


def many_numbers(function, low, high, rng, count=DRAWS):
    """That many calls of function(low, high, rng) with one generator."""
    found = [function(low, high, rng) for _ in range(count)]
    if not all(isinstance(value, float | np.floating) or np.shape(value) == () for value in found):
        return found[0]
    return np.array(found, dtype=float)


def betas(function, args):
    """Of many_numbers: decay rates whose distance from 1 is on a logarithmic scale."""
    low, high, rng = args
    found = function(*codec.copy(args))
    seen = {"the answer": _of_one_call(found), NOT_FINITE: _have_gaps(found)}
    if not _are_numbers(found, DRAWS):
        return seen
    seen[ALIKE] = len(np.unique(found)) < 0.9 * DRAWS
    if seen[ALIKE]:  # their distribution says nothing then
        return seen
    with np.errstate(all="ignore"):
        seen |= _on_log_scale("1 - beta", 1 - found, 1 - high, 1 - low)
    few = function(*codec.copy(args), FEW)
    seen[UNREPEATABLE] = not same(few, found[:FEW])
    seen[FIXED] = same(function(low, high, another(rng), FEW), few)
    return seen


def many_trials(function, space, rng, count=DRAWS):
    """That many calls of function(space, rng): {name: the values}, or the first answer if it is no trial."""
    found = [function(space, rng) for _ in range(count)]
    if not all(isinstance(one, dict) and one.keys() == space.keys() for one in found):
        return found[0]
    if found[0] is found[1]:
        return ONE_DICT
    values = {name: [one[name] for one in found] for name in space}
    return {name: _column(column, *space[name]) for name, column in values.items()}


def trials(function, args):
    """Of many_trials: each hyperparameter on its own scale, and none that follows another."""
    space, rng = args
    before, found = codec.comparable(space), function(*codec.copy(args))
    if isinstance(found, str) and found == ONE_DICT:
        return {ONE_DICT: True}
    if not isinstance(found, dict) or found.keys() != space.keys():
        return {"the answer": outline(found)}
    seen = {
        "the answer": {name: _of_one_call(values) for name, values in found.items()},
        NOT_FINITE: any(map(_have_gaps, found.values())),
    }
    if not all(_are_numbers(values, DRAWS) for values in found.values()):
        return seen
    numbers = [values for name, values in found.items() if space[name][0] in ("log", "linear")]
    seen[ALIKE] = any(len(np.unique(values)) < 0.9 * DRAWS for values in numbers) or not any(
        map(np.ptp, found.values())
    )
    if seen[ALIKE]:
        return seen
    for name, scale in space.items():
        seen |= _of_kind(name, found[name], scale[0], scale[1:])
    ranks = {name: np.argsort(np.argsort(values)) for name, values in found.items() if space[name][0] != "choice"}
    seen["hyperparameters go together"] = any(
        abs(np.corrcoef(ranks[one], ranks[other])[0, 1]) > 0.2 for one, other in combinations(ranks, 2)
    )
    few = function(*codec.copy(args), FEW)
    seen[UNREPEATABLE] = not same(few, {name: values[:FEW] for name, values in found.items()})
    seen[FIXED] = same(function(space, another(rng), FEW), few)
    return seen | {CHANGED: codec.comparable(space) != before}


def _column(values, kind, *bounds):
    """Numbers as an array, of a choice their places in the list; anything else as the first of them."""
    if kind == "choice":
        places = np.array([_place(value, bounds[0]) for value in values], dtype=float)
        odd = [value for value, place in zip(values, places) if place < 0 and np.ndim(value)]
        return odd[0] if odd else places
    if all(np.shape(value) == () and isinstance(value, int | float | np.number) for value in values):
        return np.array(values, dtype=float)
    return values[0]


NOWHERE, AS_TEXT = -1, -2


def _place(value, options):
    """Where a value of a choice is in the list of them; NOWHERE, or AS_TEXT if only a string of it is there."""
    value = value.item() if isinstance(value, np.generic) else value
    for i, option in enumerate(options):
        alike = isinstance(value, type(option)) or (is_number(value) and is_number(option))
        if alike and value == option:
            return i
    return AS_TEXT if isinstance(value, str) and value in map(str, options) else NOWHERE


def _of_one_call(found):
    """What stands for the answers of many calls: 0 if they are numbers, else the first of them without its values."""
    return 0.0 if isinstance(found, np.ndarray) and found.shape == (DRAWS,) else outline(found)


def _have_gaps(found):
    return isinstance(found, np.ndarray) and found.dtype.kind == "f" and not np.isfinite(found).all()


def _are_numbers(found, size):
    return (
        isinstance(found, np.ndarray)
        and found.shape == (size,)
        and found.dtype.kind == "f"
        and np.isfinite(found).all()
    )


def _on_log_scale(name, found, low, high):
    seen = {OUTSIDE: bool(np.min(found) < low * (1 - 1e-6) or np.max(found) > high * (1 + 1e-6))}
    if len(found) < 1000 or np.min(found) <= 0:
        return seen
    return seen | _quantiles(f"the logarithm of {name}", np.log(found), math.log(high / low))


def _quantiles(name, found, width):
    """width: of the range, over which a right draw is uniform."""
    return {
        f"the {what} of {name}": Measured(
            float(np.quantile(found, q)), 10 * width * math.sqrt(q * (1 - q) / len(found))
        )
        for what, q in QUANTILES.items()
    }


def _of_kind(name, found, kind, bounds):
    if kind == "log":
        return {f"{name}: {what}": value for what, value in _on_log_scale(name, found, *bounds).items()}
    if kind == "linear":
        outside = bool(np.min(found) < bounds[0] or np.max(found) > bounds[1])
        return {f"{name}: {OUTSIDE}": outside} | _quantiles(name, found, bounds[1] - bounds[0])
    options = bounds[0] if kind == "choice" else range(bounds[0], bounds[1] + 1)
    values = range(len(options)) if kind == "choice" else options
    seen = {
        f"{name}: some values are strings of the numbers in the list": bool(np.any(found == AS_TEXT)),
        f"{name}: some values are none of those allowed": not np.isin(found, list(values)).all(),
    }
    for option, value in zip(options, values):
        share = float(np.mean(found == value))
        seen[f"the share of {name} = {option}"] = Measured(
            share, 10 * math.sqrt((len(options) - 1) / len(found)) / len(options)
        )
    return seen
