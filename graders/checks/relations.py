"""What a wrong value is to the right one: transposed, m times as large, wrong in the last layer only.

A relation is told only if it holds in all the cases that are wrong; a value that fits two of them tells nothing.
"""

import math
import re
from dataclasses import dataclass

import numpy as np

from graders.checks.answer_key import Stopped
from graders.checks.compare import ANSWER, difference, named_parts
from graders.checks.problem import differs

RTOL = 1e-4  # of a ratio: the answer may have single precision
PARAMETER = re.compile(r"d?([Wb])(\d+)")
SIMPLE = {"2": 2.0, "1/2": 0.5}
EXAMPLES = {
    "m": "a sum over the examples stands where their mean belongs",
    "1/m": "a mean over the examples is taken where none belongs, or twice",
}


@dataclass(frozen=True)
class Part:
    """An array or a number of an answer, by its name there."""

    name: str
    expected: object
    seen: object
    is_wrong: bool


def relation(exercise, measured, parameters=()):
    """One sentence on what all the wrong answers have in common, or None.

    exercise: an ExerciseKey.  measured: what was measured in each of its cases.
    parameters: the names of the function's parameters, by which arguments are called.
    """
    wrong = [i for i, seen in enumerate(measured) if differs(exercise.expected[i], seen, exercise)]
    cases = [_parts(exercise, exercise.expected[i], measured[i]) for i in wrong]
    if not cases or any(parts is None for parts in cases):
        return None
    arguments = [_named(exercise.args[i], parameters) for i in wrong]
    return _of_shape(cases) or _of_ratio(cases, arguments) or _of_place(cases, len(measured))


def _parts(exercise, expected, seen):
    """All Parts of an answer; None if what is wrong is not its numbers."""
    if isinstance(expected, Stopped) or isinstance(seen, Stopped) or expected.keys() != seen.keys():
        return None
    pairs = []
    for name in expected:
        pairs += _leaves(name, expected[name], seen[name], exercise.returns)
    if any(seen is _MISSING for _, _, seen in pairs):
        return None
    parts = [Part(name, e, s, difference(e, s, exercise.rtol) is not None) for name, e, s in pairs]
    if not all(_is_number(part.expected) and _is_number(part.seen) for part in parts if part.is_wrong):
        return None
    return [part for part in parts if _is_number(part.expected)]


def _is_number(value):
    return isinstance(value, float | np.floating) or (isinstance(value, np.ndarray) and value.dtype.kind in "fiu")


_MISSING = object()


def _leaves(name, expected, seen, returns=None):
    """(name, expected, seen) of each part that is no container; _MISSING if the containers differ."""
    if isinstance(expected, dict):
        if not isinstance(seen, dict) or expected.keys() != seen.keys():
            yield name, expected, _MISSING
            return
        for key, value in expected.items():
            yield from _leaves(str(key), value, seen[key])
    elif isinstance(expected, list | tuple):
        if not isinstance(seen, list | tuple) or len(expected) != len(seen):
            yield name, expected, _MISSING
            return
        parts = named_parts(expected, seen, returns) if name == ANSWER else None
        plain = ((e, s, f"part {i} of {name}") for i, (e, s) in enumerate(zip(expected, seen, strict=True), 1))
        for e, s, inner in plain if parts is None else parts:
            yield from _leaves(inner, e, s)
    else:
        yield name, expected, seen


def _subject(cases, exempt=lambda part: False):
    """What is wrong in all cases, as the subject of a sentence; None if it has no name.

    exempt: tells a part that may be right, for what is wrong cannot be seen in it.
    """
    wrong = {part.name for parts in cases for part in parts if part.is_wrong}
    if len(wrong) == 1:
        (name,) = wrong
        return name[0].upper() + name[1:] if name.startswith("the ") else name
    kinds = {_kind(name) for name in wrong}
    alike = [part for parts in cases for part in parts if _kind(part.name) in kinds]
    if not all(part.is_wrong or exempt(part) for part in alike):
        return None
    if len(kinds) == 1 and kinds <= KINDS.keys():
        return KINDS[kinds.pop()]
    everything = len(alike) == sum(map(len, cases))
    if everything:
        return "Every gradient" if kinds <= {"dW", "db"} else "Every number"
    return None


KINDS = {"dW": "Every weight gradient", "db": "Every bias gradient", "W": "Every weight", "b": "Every bias"}


def _kind(name):
    """A name without the number of the layer."""
    return name.rstrip("0123456789") if PARAMETER.fullmatch(name) else name


# -- shapes


def _of_shape(cases):
    whose = _subject(cases, exempt=lambda part: np.size(part.expected) == 1)
    pairs = [(np.asarray(part.expected), np.asarray(part.seen)) for parts in cases for part in parts if part.is_wrong]
    if whose is None or any(seen.size != expected.size for expected, seen in pairs):
        return None
    if all(expected.ndim == 2 and _close(expected, seen.T) for expected, seen in pairs):
        return f"{whose} is transposed."
    if all(expected.shape != seen.shape and _close(expected.ravel(), seen.ravel()) for expected, seen in pairs):
        return f"{whose} has the right numbers in another shape."
    return None


def _close(expected, seen):
    return expected.shape == seen.shape and np.max(np.abs(expected - seen)) <= RTOL * np.max(np.abs(expected))


# -- ratios


def _of_ratio(cases, arguments):
    whose = _subject(cases)
    ratios = [_ratio([part for part in parts if part.is_wrong]) for parts in cases]
    if whose is None or None in ratios or sum(np.size(p.expected) for parts in cases for p in parts if p.is_wrong) < 2:
        return None
    if all(math.isclose(ratio, -1, rel_tol=RTOL) for ratio in ratios):
        return f"{whose} has the wrong sign."
    factors = [_factors(named) for named in arguments]
    common = [name for name in factors[0] if all(name in one for one in factors)]
    fits = [
        name
        for name in common
        if all(math.isclose(ratio, one[name], rel_tol=RTOL) for ratio, one in zip(ratios, factors, strict=True))
    ]
    if len(fits) != 1:
        return None
    (name,) = fits
    if name in EXAMPLES:
        return f"{whose} is {name} times what it should be, where m is the number of examples: {EXAMPLES[name]}."
    return f"{whose} is {_spoken(name)} what it should be."


def _spoken(name):
    return {"2": "twice", "1/2": "half of"}.get(name, f"{name} times")


def _ratio(parts):
    """The one number that all parts are of what is expected, or None."""
    found = []
    for part in parts:
        expected, seen = np.asarray(part.expected, float), np.asarray(part.seen, float)
        if expected.shape != seen.shape or not expected.any() or not np.isfinite(seen).all():
            return None
        largest = np.argmax(np.abs(expected))
        factor = seen.flat[largest] / expected.flat[largest]
        if factor == 0 or not np.isfinite(factor) or not _close(expected * factor, seen):
            return None
        found.append(float(factor))
    return found[0] if np.ptp(found) <= RTOL * abs(found[0]) else None


def _named(args, parameters):
    """name -> argument. What stands behind the function's own arguments is for the probe alone."""
    return dict(zip(parameters, args, strict=False)) if len(parameters) <= len(args) else {}


def _factors(arguments):
    """name -> value of what an answer is easily too large or too small by, in terms of the arguments of one case."""
    found = {}
    named = [arguments[name] for name in ("X", "Y", "A", "ZL", "AL") if name in arguments]
    sizes = [value.shape[1] for value in named if isinstance(value, np.ndarray) and value.ndim == 2]
    if len(sizes) > 1 and len(set(sizes)) == 1:  # examples are columns; in TensorFlow they are not, and these differ
        found["m"] = float(sizes[0])
    numbers = {n: float(v) for n, v in arguments.items() if isinstance(v, int | float) and not isinstance(v, bool)}
    found |= {n: v for n, v in numbers.items() if n != "t"}
    for name, value in numbers.items():
        if 0 < value < 1:
            found[f"(1 - {name})"] = 1 - value
            if "t" in numbers:
                found[f"(1 - {name} ** t)"] = 1 - value ** numbers["t"]
    found |= {f"1/{name}": 1 / value for name, value in found.items() if value}
    return {name: value for name, value in (found | SIMPLE).items() if value not in (0, 1)}


# -- places


def _of_place(cases, n):
    """n: of how many cases these are the wrong ones. If most are right, it is by their inputs that a layer is wrong."""
    if len(cases) < 2 or 2 * len(cases) <= n:
        return None
    named = [[(PARAMETER.fullmatch(part.name), part.is_wrong) for part in parts] for parts in cases]
    if not all(match for parts in named for match, _ in parts):
        return None
    kinds = [{match[1] for match, is_wrong in parts if is_wrong} for parts in named]
    layers = [{int(match[2]) for match, is_wrong in parts if is_wrong} for parts in named]
    last = [max(int(match[2]) for match, _ in parts) for parts in named]
    both = all({match[1] for match, _ in parts} == {"W", "b"} for parts in named)
    all_layers = all(found == set(range(1, n + 1)) for found, n in zip(layers, last, strict=True))
    for kind, words in (("b", "biases"), ("W", "weights")):
        if both and all_layers and all(found == {kind} for found in kinds):
            gradients = any(match[0].startswith("d") for parts in named for match, _ in parts)
            return f"Only the {'gradients of the ' * gradients}{words} are wrong."
    if max(last) > 1 and all(found == {n} for found, n in zip(layers, last, strict=True)):
        return "Only the last layer is wrong."
    if max(last) > 1 and all(found == {1} for found in layers):
        return "Only the first layer is wrong."
    return None
