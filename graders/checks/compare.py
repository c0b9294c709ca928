"""What is asked and what is seen, compared, and the difference said in words that do not give the answer away."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Measured:
    """A number that chance is in: two of them agree when they differ by no more than the margin of the expected one."""

    value: float
    margin: float


def difference(expected, seen, rtol, name="the answer"):
    """What is wrong with `seen`, as a sentence without a full stop, or None where nothing is.

    expected, seen: plain data (see codec) or Measured; numbers count the same as float, NumPy scalar or 0-d array.
    rtol: how far arrays and numbers may be apart, relative to the largest entry of the expected array.
    """
    if isinstance(expected, Measured):
        return _measured_difference(expected, seen, name)
    if _is_number(expected):
        return _number_difference(expected, seen, rtol, name)
    if isinstance(expected, np.ndarray):
        return _array_difference(expected, seen, rtol, name)
    if isinstance(expected, dict):
        return _dict_difference(expected, seen, rtol, name)
    if isinstance(expected, list | tuple):
        return _sequence_difference(expected, seen, rtol, name)
    if expected is True and seen is False and " " in name:
        return f"it does not hold that {name}"
    if isinstance(expected, bool) and isinstance(seen, bool | np.bool_):
        return None if expected == bool(seen) else f"{name} is {bool(seen)}"
    if type(expected) is type(seen):
        return None if expected == seen else f"{name} is not what is asked"
    return _kind_difference(expected, seen, name)


def _is_number(value):
    if isinstance(value, np.ndarray):
        return value.shape == () and value.dtype.kind in "iuf"
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


KINDS = {
    "NoneType": "None",
    "dict": "a dict",
    "list": "a list",
    "tuple": "a tuple",
    "str": "a string",
    "bool": "True or False",
    "ndarray": "an array",
    "float": "a number",
    "int": "a number",
}


def _kind(value):
    if _is_number(value):
        return "a number"
    name = type(value).__name__
    return KINDS.get(name, f"of type {name}")


def _kind_difference(expected, seen, name):
    if seen is None:
        return f"{name} is None: is a `return` missing?"
    return f"{name} is {_kind(seen)}, and {_kind(expected)} is asked"


def _measured_difference(expected, seen, name):
    if not isinstance(seen, Measured):
        return f"{name} could not be measured"
    if abs(seen.value - expected.value) <= expected.margin:
        return None
    if abs(expected.value) <= expected.margin:
        return f"{name} is about {seen.value:.2g}, and should be about 0"
    if expected.value > 0 and seen.value > 0:
        ratio = max(seen.value / expected.value, expected.value / seen.value)
        times = f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}"
        word = "larger" if seen.value > expected.value else "smaller"
        return f"{name} is about {times} times {word} than it should be"
    if seen.value == 0:
        return f"{name} is zero"
    return f"{name} is too {'large' if seen.value > expected.value else 'small'}"


def _number_difference(expected, seen, rtol, name):
    if not _is_number(seen):
        if isinstance(seen, np.ndarray):
            return f"{name} is an array of shape {seen.shape}, and a single number is asked"
        return _kind_difference(expected, seen, name)
    if isinstance(seen, int):
        seen = float(seen)  # NumPy has no integers of more than 64 bits; codec's have 256, and fit
    return _value_difference(np.asarray(expected), np.asarray(seen), rtol, name)


def _array_difference(expected, seen, rtol, name):
    if not isinstance(seen, np.ndarray):
        return _kind_difference(expected, seen, name)
    if expected.shape != seen.shape:
        return f"{name} has shape {seen.shape}, and {expected.shape} is asked"
    if expected.dtype.kind != seen.dtype.kind:
        kinds = {
            "f": "floating-point numbers",
            "i": "integers",
            "u": "integers",
            "b": "True and False",
            "c": "complex numbers",
        }
        asked, got = kinds[expected.dtype.kind], kinds[seen.dtype.kind]
        if asked != got:
            return f"{name} holds {got}, and {asked} are asked"
    return _value_difference(expected, seen, rtol, name)


def _value_difference(expected, seen, rtol, name):
    if np.any(np.isnan(seen) & ~np.isnan(expected)):
        return f"{name} holds NaN" if expected.ndim else f"{name} is NaN"
    if not np.array_equal(np.isfinite(expected), np.isfinite(seen)):
        return f"{name} holds infinite values" if expected.ndim else f"{name} is infinite"
    finite = np.isfinite(expected)
    if not np.array_equal(expected[~finite], seen[~finite], equal_nan=True):
        return f"{name} holds infinite values"
    expected, seen = np.atleast_1d(expected[finite]), np.atleast_1d(seen[finite])
    if _close(expected, seen, rtol):
        return None
    return _in_proportion(expected, seen, rtol, name) or f"{name} has the wrong value" + _how_many(expected, seen, rtol)


def _close(expected, seen, rtol):
    expected, seen = np.asarray(expected, float), np.asarray(seen, float)
    if not expected.size:
        return True
    return bool(np.max(np.abs(expected - seen)) <= rtol * np.max(np.abs(expected)))


def _how_many(expected, seen, rtol):
    wrong = int(np.sum(np.abs(expected - seen) > rtol * np.max(np.abs(expected))))
    return f" in {wrong} of {expected.size} entries" if wrong < expected.size else ""


def _in_proportion(expected, seen, rtol, name):
    """Where everything is off by one factor, the factor says more than the numbers do."""
    largest = np.argmax(np.abs(expected))
    if expected.flat[largest] == 0 or np.all(seen == 0):
        return f"{name} is zero" if expected.any() else None
    factor = float(seen.flat[largest] / expected.flat[largest])
    if factor == 0 or not _close(expected * factor, seen, 1e-6):
        return None
    if abs(factor + 1) < 1e-6:
        return f"{name} has the wrong sign"
    if 0.995 < abs(factor) < 1.005:
        return f"{name} is close, and yet not right"
    size = abs(factor) if abs(factor) > 1 else 1 / abs(factor)
    word = "larger" if abs(factor) > 1 else "smaller"
    return f"{name} is {size:.3g} times {word} than it should be" + (", with the wrong sign" if factor < 0 else "")


def _dict_difference(expected, seen, rtol, name):
    if not isinstance(seen, dict):
        return _kind_difference(expected, seen, name)
    missing = [key for key in expected if key not in seen]
    extra = [key for key in seen if key not in expected]
    if missing or extra:
        parts = [f"lacks {_names(missing)}"] if missing else []
        parts += [f"has {_names(extra)}, which nobody asked for"] if extra else []
        return f"{name} {' and '.join(parts)}"
    found = (difference(expected[key], seen[key], rtol, _inside(name, key)) for key in expected)
    return next((words for words in found if words), None)


def _inside(name, key):
    return str(key) if name in ("the answer", "parameters", "grads") else f"{name}[{key!r}]"


def _names(keys):
    shown = ", ".join(ascii(key)[:30] for key in keys[:4])
    return f"the key {shown}" if len(keys) == 1 else f"the keys {shown}{', …' if len(keys) > 4 else ''}"


def _sequence_difference(expected, seen, rtol, name):
    if not isinstance(seen, list | tuple):
        return _kind_difference(expected, seen, name)
    if len(expected) != len(seen):
        return f"{name} has {len(seen)} part{'s' * (len(seen) != 1)}, and {len(expected)} are asked"
    found = (
        difference(e, s, rtol, f"{name}, part {i}") for i, (e, s) in enumerate(zip(expected, seen, strict=True), 1)
    )
    return next((words for words in found if words), None)
