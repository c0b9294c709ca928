"""What is expected and what is seen, compared, and the difference said in words that do not give the answer away."""

from dataclasses import dataclass

import numpy as np

ANSWER = "the answer"


@dataclass(frozen=True)
class Measured:
    """A number that chance is in: two of them agree when they differ by no more than the margin of the expected one."""

    value: float
    margin: float


class OtherKind(str):
    """The words for an answer of another kind than expected, if they say all: no line of the code would say more."""


def named_parts(expected, seen, names):
    """[(expected, seen, name)] of an answer's parts; None if they have no names, or are not as many as expected.

    names: what an Exercise has as `returns`.
    """
    alike = type(expected) in (tuple, list) and type(seen) in (tuple, list) and len(expected) == len(seen)
    if not names or not alike:  # a mistake may give no tuple
        return None
    if "{}" in names[0]:
        pairs = enumerate(zip(expected, seen, strict=True), 1)
        rows = [named_parts(*pair, [name.format(i) for name in names]) for i, pair in pairs]
        return None if None in rows else [part for row in rows for part in row]
    return list(zip(expected, seen, names, strict=True)) if len(expected) == len(names) else None


@np.errstate(all="ignore")  # what `np.empty` found in memory overflows easily
def difference(expected, seen, rtol, name=ANSWER):
    """What is wrong with `seen`, as a clause that can follow "In case 2, ", or None if nothing is.

    expected, seen: plain data (see codec) or Measured; numbers count the same as float, NumPy scalar or 0-d array.
    rtol: how far arrays and numbers may be apart, relative to the largest entry of the expected array.
    name: a noun ("W1"), or a clause for a yes-or-no. One that is False if all is well says what is wrong, as it should
        be told ("your function changed its arguments"); one that is True if all is well says what should hold.
    """
    if isinstance(expected, bool) and isinstance(seen, bool | np.bool_) and " " in name and name != ANSWER:
        if expected == bool(seen):
            return None
        return f"this should hold, and does not: {name}" if expected else name
    return _difference(expected, seen, rtol, name)


def _difference(expected, seen, rtol, name):
    if isinstance(expected, Measured):
        return _measured_difference(expected, seen, name)
    if is_number(expected):
        return _number_difference(expected, seen, rtol, name)
    if isinstance(expected, np.ndarray):
        return _array_difference(expected, seen, rtol, name)
    if isinstance(expected, dict):
        return _dict_difference(expected, seen, rtol, name)
    if isinstance(expected, list | tuple):
        return _sequence_difference(expected, seen, rtol, name)
    if isinstance(expected, bool) and isinstance(seen, bool | np.bool_):
        return None if expected == bool(seen) else f"{name}: expected {expected}, got {bool(seen)}"
    if type(expected) is type(seen):
        return None if expected == seen else f"{name} has the wrong value"
    return _kind_difference(expected, seen, name)


def is_number(value):
    """Whether a value is one number, of Python's or NumPy's."""
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
    "bool_": "True or False",
    "ndarray": "an array",
}


def _kind(value):
    if is_number(value):
        return "a number"
    name = type(value).__name__
    return KINDS.get(name, f"a value of type {name}")


def _kind_difference(expected, seen, name):
    words = f"{name}: expected {_kind(expected)}, got {_kind(seen)}"
    if seen is None:
        return f"{words}. Did you forget the `return`?" if name == ANSWER else words
    # Of an array, an axis too many makes a number, and a call too few leaves a list: a hint finds the line.
    nearly = isinstance(expected, np.ndarray) and (is_number(seen) or isinstance(seen, list))
    return words if nearly else OtherKind(words)


def _measured_difference(expected, seen, name):
    if not isinstance(seen, Measured):
        return f"{name} could not be measured"
    if abs(seen.value - expected.value) <= expected.margin:
        return None
    if abs(expected.value) <= expected.margin:
        return f"{name} is about {seen.value:.2g}, and should be about 0"
    factor = seen.value / expected.value
    if expected.value > 0 and 1 / MOST < factor < MOST:
        return f"{name} {_scaled(factor, '.0f' if max(factor, 1 / factor) >= 10 else '.2g', 'about ')}"
    if seen.value == 0:
        return f"{name} is 0"
    return f"{name} is too {'large' if seen.value > expected.value else 'small'}"


MOST = 1e12  # a factor beyond this is no mistake in a formula, and is not told: it may come from `np.empty`


def _scaled(factor, digits, about=""):
    """What is said of something that is `factor` times what it should be."""
    if factor > 1:
        return f"is {about}{factor:{digits}} times as large as it should be"
    return f"is too small by a factor of {about}{1 / factor:{digits}}"


def _number_difference(expected, seen, rtol, name):
    if not is_number(seen):
        if isinstance(seen, np.ndarray):
            out = ". `.item()` takes its number out" if seen.size == 1 else ""
            return f"{name}: expected a single number, got an array of shape {seen.shape}{out}"
        return _kind_difference(expected, seen, name)
    if (
        isinstance(expected, int | np.integer)
        and seen != expected
        and (isinstance(seen, int) or float(seen).is_integer())
    ):
        # A count or an index: a factor would say nothing.
        return f"{name} is too {'large' if seen > expected else 'small'} by {abs(int(seen) - int(expected))}"
    if isinstance(seen, int):
        seen = float(seen)  # NumPy has no integers of more than 64 bits; codec's have 256, and fit
    return _value_difference(np.asarray(expected), np.asarray(seen), rtol, name)


ENTRIES = {
    "f": "floating-point numbers",
    "i": "integers",
    "u": "integers",
    "b": "True and False",
    "c": "complex numbers",
}


def _array_difference(expected, seen, rtol, name):
    if not isinstance(seen, np.ndarray):
        return _kind_difference(expected, seen, name)
    if expected.shape != seen.shape:
        return f"{name}: expected shape {expected.shape}, got {seen.shape}"
    asked, got = ENTRIES[expected.dtype.kind], ENTRIES[seen.dtype.kind]
    if asked != got:
        return f"{name}: expected {asked}, got {got}"
    return _value_difference(expected, seen, rtol, name)


def _value_difference(expected, seen, rtol, name):
    verb = "contains" if expected.ndim else "is"
    if np.any(np.isnan(seen) & ~np.isnan(expected)):
        return f"{name} {verb} NaN"
    if np.any(np.isinf(seen) & ~np.isinf(expected)):
        return f"{name} {verb} infinite{' values' if expected.ndim else ''}"
    finite = np.isfinite(expected)
    if not np.array_equal(expected[~finite], seen[~finite], equal_nan=True):
        return f"{name} has the wrong value where it should be infinite or NaN"
    if not finite.any():
        return None
    apart = np.abs(_number(np.where(finite, expected, 0)) - _number(np.where(finite, seen, 0)))
    wrong = apart > rtol * np.max(np.abs(_number(expected[finite])))
    if not wrong.any():
        return None
    return _in_proportion(expected[finite], seen[finite], name) or f"{name} {_where(wrong)}"


def _number(array):
    return array.astype(complex if array.dtype.kind == "c" else float)


def _in_proportion(expected, seen, name):
    """If everything is off by one factor, the factor says more than the numbers do."""
    expected, seen = _number(expected), _number(seen)
    largest = np.argmax(np.abs(expected))
    if expected[largest] == 0:
        return None
    if not seen.any():
        return f"{name} is 0" + (" in every entry" if expected.size > 1 else "")
    factor = (seen[largest] / expected[largest]).real
    if not 1 / MOST < abs(factor) < MOST or np.max(np.abs(expected * factor - seen)) > 1e-6 * np.max(np.abs(seen)):
        return None
    if abs(factor + 1) < 1e-6:
        return f"{name} has the wrong sign"
    if abs(factor - 1) < 5e-7:
        error = np.max(np.abs(seen - expected)) / np.abs(expected[largest])
        return f"{name} is close, but has a relative error of {error:.1g}"
    if 0.995 < factor < 1.005:
        return f"{name} is close, but off by a factor of {factor:.7g}"
    return f"{name} {_scaled(abs(factor), '.3g')}" + (", with the other sign" if factor < 0 else "")


def _where(wrong):
    if wrong.ndim == 0:
        return "has the wrong value"
    if wrong.all():
        return "is wrong from the first entry on"
    first = ", ".join(str(i) for i in np.argwhere(wrong)[0])
    return f"is wrong in {np.count_nonzero(wrong)} of {wrong.size} entries, first at [{first}]"


def _dict_difference(expected, seen, rtol, name):
    if not isinstance(seen, dict):
        return _kind_difference(expected, seen, name)
    missing = [key for key in expected if key not in seen]
    extra = [key for key in seen if key not in expected]
    if missing or extra:
        parts = [f"is missing the {_names(missing)}"] if missing else []
        parts += [f"has the unexpected {_names(extra)}"] if extra else []
        return f"{name} {' and '.join(parts)}"
    found = (_difference(expected[key], seen[key], rtol, _inside(name, key)) for key in expected)
    return next((words for words in found if words), None)


def _inside(name, key):
    if name in (ANSWER, "parameters", "grads"):
        return str(key)
    return f"{key!r} in {name}" if " " in name else f"{name}[{key!r}]"


def _names(keys):
    shown = ", ".join(ascii(key)[:30] for key in keys[:4])
    return f"key{'s' * (len(keys) > 1)} {shown}{', …' if len(keys) > 4 else ''}"


def _sequence_difference(expected, seen, rtol, name):
    if not isinstance(seen, list | tuple):
        return _kind_difference(expected, seen, name)
    if len(expected) != len(seen):
        return f"{name}: expected {len(expected)} part{'s' * (len(expected) != 1)}, got {len(seen)}"
    found = (
        _difference(e, s, rtol, f"part {i} of {name}") for i, (e, s) in enumerate(zip(expected, seen, strict=True), 1)
    )
    return next((words for words in found if words), None)
