"""What a changed program is put to: the cases of an answer key, or a test of plain asserts."""

import ast
import contextlib
import functools
import types
import warnings
from copy import deepcopy

import numpy as np

from graders.checks import answer_key, codec
from graders.checks.answer_key import Stopped
from graders.checks.compare import Measured, difference
from graders.checks.problem import differs


class Cases:
    """The public cases of an exercise."""

    def __init__(self, exercise, name):
        self.exercise, self.name = exercise, name
        self.n = len(exercise.args)
        self.screen = None

    def seen(self, names, case):
        """What is measured of the function in a namespace. The meter's BaseException comes through."""
        e = self.exercise
        return answer_key.measure(e.probe, e.call, names[self.name], e.args[case])

    def is_wrong(self, seen, case):
        return differs(self.exercise.expected[case], seen, self.exercise) is not None

    def prepare(self, names, case):
        """Find out how to tell most wrong answers to the case without the probe, which copies a lot; and whether the
        function changes its arguments."""
        first = []
        self.seen({self.name: _recording(names[self.name], first)}, case)
        if not first:
            return False
        args, after, answer = first[0]
        expected, seen = self.exercise.expected[case], self.seen(names, case)
        if not isinstance(seen, Stopped) and not isinstance(expected, Stopped):
            self.screen = args, list(_reported(answer, seen, expected))
        return any(map(_differ, args, after))

    def is_plainly_wrong(self, names):
        """Whether the first call that the probe makes of the function has a wrong answer, or none."""
        if self.screen is None:
            return False
        args, expected = self.screen
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                answer = _in_numbers(names[self.name](*_fresh(args)))
            return any(difference(value, _at(answer, key), self.exercise.rtol) for key, value in expected)
        except Exception:
            return True

    def ratio(self, seen, case):
        """The wrong parts are the right ones times this, or None."""
        return ratio(self.exercise.expected[case], seen, self.exercise.rtol)


def _recording(function, first):
    """The function, with (arguments, the same after the call, answer) of its first call put into `first`.

    Nothing is recorded if the arguments hold what a later call could not be given again.
    """

    @functools.wraps(function)
    def recording(*args, **keywords):
        if first or keywords or not all(_is_reusable(value) for _, value in leaves(args)):
            return function(*args, **keywords)
        before = _fresh(args)
        answer = function(*args)
        after = tuple(b if isinstance(b, np.random.Generator) else a for a, b in zip(args, before, strict=True))
        first.append((before, _fresh(after), _fresh(_in_numbers(answer))))
        return answer

    return recording


def _differ(one, other):
    """Whether two values are not the same data."""
    with contextlib.suppress(codec.Unsupported):
        return codec.encode(one) != codec.encode(other)
    return False


def _is_reusable(value):
    """Plain data, a function, or a tensor with numbers; not an optimizer, which counts its steps."""
    plain = bool, int, float, str, type(None), np.ndarray, np.generic, np.random.Generator, types.FunctionType
    return isinstance(value, plain) or hasattr(value, "numpy")


def _fresh(value):
    """A copy of the containers, arrays and generators in value."""
    if isinstance(value, dict):
        return {key: _fresh(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_fresh, value))
    return deepcopy(value) if isinstance(value, np.ndarray | np.random.Generator) else value


def _in_numbers(answer):
    """A tensor as an array."""
    return answer.numpy() if hasattr(answer, "numpy") else answer


WHOLE = object()


def _at(answer, key):
    return answer if key is WHOLE else answer[key]


def _reported(answer, seen, expected):
    """(key of a part of the answer, what is expected of it) for wrong parts that a measurement holds as they are.

    Zeros are left out: a measurement may hold them in place of any numbers.
    """
    parts = answer.items() if isinstance(answer, dict) else enumerate(answer) if isinstance(answer, tuple) else ()
    for key, part in [(WHOLE, answer), *parts]:
        if any(isinstance(value, float | np.floating | np.ndarray) and np.any(value) for _, value in leaves(part)):
            for name, value in seen.items():
                if name in expected and type(value) is type(part) and difference(part, value, 0) is None:
                    yield key, expected[name]


class Assertions:
    """A test of plain asserts: one case."""

    n = 1

    def __init__(self, source, program, names):
        tree = ast.parse(source)
        program.add_names(tree)
        self.code = compile(tree, "<test>", "exec")
        self.name = names[-1]

    def seen(self, names, case):
        """The error of the test, or None."""
        try:
            exec(self.code, names)
        except Exception as error:
            return error
        return None

    def is_wrong(self, seen, case):
        return seen is not None

    def prepare(self, names, case):
        return False

    def is_plainly_wrong(self, names):
        return False

    def ratio(self, seen, case):
        return None


def leaves(value, path=""):
    """(path, part) for each part of plain data that is no dict, list or tuple."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from leaves(item, f"{path}/{i}")
    else:
        yield path, value


def ratio(expected, seen, rtol):
    if isinstance(expected, Stopped) or isinstance(seen, Stopped):
        return None
    found, theirs = [], dict(leaves(seen))
    for path, value in leaves(expected):
        if path in theirs and difference(value, theirs[path], rtol) is not None:
            found.append(ratio_of(value, theirs[path]))
    if not found or None in found or np.ptp(found) > 1e-4 * abs(found[0]):
        return None
    return found[0]


def ratio_of(expected, seen):
    """The one number that seen is of what is expected, or None."""
    if isinstance(expected, Measured):
        same = isinstance(seen, Measured) and expected.value
        return round(seen.value / expected.value, 1) if same else None
    try:
        expected, seen = np.asarray(expected, float), np.asarray(seen, float)
    except (TypeError, ValueError):
        return None
    if expected.shape != seen.shape or not expected.size or not np.isfinite(seen).all():
        return None
    largest = np.argmax(np.abs(expected))
    if not expected.flat[largest]:
        return None
    factor = seen.flat[largest] / expected.flat[largest]
    close = np.allclose(expected * factor, seen, rtol=1e-5, atol=1e-7 * np.abs(expected).max())
    return float(factor) if close and factor else None
