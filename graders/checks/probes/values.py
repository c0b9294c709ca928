"""How a function is probed by its values, and what the other probes share: copies compared, outlines, generators."""

import numpy as np

from graders.checks import codec

CHANGED = "your function changed its arguments"
STILL = "`rng` has not moved on, so the next call would draw the same numbers"
UNREPEATABLE = "two generators in the same state give different answers"
VARYING = "two calls with the same arguments give different answers"
FIXED = "another generator gives the same answer"
EPSILON = float(np.finfo(np.float32).eps)  # 1.2e-7, the distance from 1 to the next number in single precision


def by_value(function, args):
    """One call: the answer itself, and whether the arguments (generators apart) have changed."""
    before = _without_generators(args)
    answer = function(*args)
    return {"the answer": answer, CHANGED: _without_generators(args) != before}


def without_chance(function, args):
    """As by_value; of an answer with chance in it, which a second call shows, nothing more is said."""
    again = function(*codec.copy(args))
    seen = by_value(function, args)
    varies = not same(again, seen["the answer"])
    return {VARYING: varies} if varies else {VARYING: varies, **seen}


def in_used_memory(function, *args):
    """function(*args) a second time, beside the student's function. What the first call returned has been filled with
    chance by then and let go, so that arrays whose entries nobody sets, as those of `np.empty`, hold chance."""
    first, rng = function(*codec.copy(args)), np.random.default_rng()
    for value in first.values() if isinstance(first, dict) else ():
        if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.flags.writeable:
            value[...] = rng.standard_normal(value.shape)
    value = first = None
    return function(*args)


def _without_generators(args):
    return codec.comparable([arg for arg in args if not isinstance(arg, np.random.Generator)])


def same(one, other):
    """Whether two values are the same to the last bit, and of the same kinds."""
    return codec.comparable(one) == codec.comparable(other)


def close(one, other):
    """Whether two arrays have the same shape, and the same entries up to a rounding to single precision."""
    return one.shape == other.shape and bool(np.all(np.abs(one - other) <= EPSILON * np.abs(other)))


def outline(value):
    """The value with zeros in all of its arrays: what can be said of it whatever its numbers are."""
    if isinstance(value, np.ndarray):
        return np.zeros(value.shape, value.dtype)
    if isinstance(value, dict):
        return {key: outline(item) for key, item in value.items()}
    return [outline(item) for item in value] if isinstance(value, list | tuple) else value


def weights_of(parameters):
    """Those of the parameters that are weights: "W1", "W2", and so on."""
    return {key: value for key, value in parameters.items() if str(key).startswith("W")}


def another(rng):
    """A generator that has nothing to do with rng, and is the same at every call with an rng in the same state."""
    return np.random.default_rng(codec.copy(rng).integers(2**32))
