"""check("adam", adam): is the function right, and if not, what does the mistake look like?"""

import os
import secrets
import textwrap

import numpy as np

from graders.checks import answer_key, ipython
from graders.checks.answer_key import Stopped
from graders.checks.compare import difference

LINE = 88  # characters of a message that stand side by side beside JupyterLab's file list
SEED_VARIABLE = "GRADERS_SEED"  # set in grading, so that the hidden inputs of a submission can be made again


class NotYet(AssertionError):
    """An exercise that is not right yet. A notebook shows its message alone, for the traceback would only show our own
    code. In lines, for JupyterLab breaks a long one in the middle of a word."""

    def _render_traceback_(self):
        wrapped = textwrap.TextWrapper(LINE, break_long_words=False, break_on_hyphens=False).wrap
        return [row for line in str(self).splitlines() for row in wrapped(line)]


def checker(assignment):
    """The two functions that a notebook needs: check(name, function) and progress().

    Raises answer_key.GraderError where the checks of the assignment are not there.
    """
    exercises = answer_key.load(assignment)
    solved = set()
    ipython.explain_unsolved(exercises)

    def check(name, function, hidden=False):
        """Print that the function is right, or raise NotYet with what is wrong. hidden: on inputs nobody has seen."""
        if name not in exercises:
            raise answer_key.GraderError(f"{assignment} has no exercise {name!r}; it has {', '.join(exercises)}")
        if hidden:
            problem = find_problem(
                answer_key.load_hidden(assignment, name, _hidden_rng()), function, "On inputs of the hidden test,"
            )
            if problem:
                raise NotYet(f"{name}: not yet. {problem}")
            return
        solved.discard(name)
        problem = find_problem(exercises[name], function)
        if problem:
            raise NotYet(f"{name}: not yet. {problem}")
        solved.add(name)
        n = len(exercises[name].labels)
        print(f"{name}: right on {n} of {n} cases. {_points(exercises, solved)} points in this notebook so far.")

    def progress():
        """Print which exercises are done, and the points so far."""
        for name, exercise in exercises.items():
            print(f"{'done' if name in solved else 'open':5} {exercise.points:3} points  {name}")
        print(f"{_points(exercises, solved)} points in this notebook so far.")

    return check, progress


def find_problem(exercise, function, where=None):
    """What is wrong with function, in a few sentences, or None. where: how a case is spoken of, if not by its number
    and label."""
    seen = [answer_key.measure(exercise.probe, exercise.call, function, args) for args in exercise.args]
    if any(isinstance(s, Stopped) and s.kind == "NotImplementedError" for s in seen):
        return "It is not written yet: write it in the cell above, run that cell, then this one."
    for i, (expected, answer) in enumerate(zip(exercise.expected, seen, strict=True)):
        words = _differs(expected, answer, exercise)
        if words:
            where = where or f"In case {i + 1} of {len(seen)} ({exercise.labels[i]}),"
            message = _mistake(exercise, seen, i)
            end = "" if words.endswith("?") else "."
            return f"{where} {words}: {message}" if message else f"{where} {words}{end}"
    return None


def _differs(expected, seen, exercise):
    """What is wrong with one measurement, or None."""
    if isinstance(seen, Stopped):
        if isinstance(expected, Stopped) and (expected.kind, expected.words) == (seen.kind, seen.words):
            return None
        if seen.kind == "Refused":
            return f"the answer is not made of numbers, strings, lists, dicts and plain arrays ({seen.words})"
        line = f", in the line `{seen.line.strip()}`" if seen.line else ""
        return f"it stopped with {seen.kind}: {seen.words}{line}"
    if isinstance(expected, Stopped):
        return "it did not stop"
    if (
        expected.keys() != seen.keys()
    ):  # what can be measured depends on the answer: the shared names tell the difference
        shared = [name for name in seen if name in expected]
    else:
        shared = list(expected)
    for name in shared:
        words = _part(name, expected[name], seen[name], exercise)
        if words:
            return words
    return None if expected.keys() == seen.keys() else "the answer is not what is asked"


def _part(name, expected, seen, exercise):
    parts = exercise.returns
    pair = type(expected) in (tuple, list) and type(seen) in (tuple, list)  # a mistake may give no tuple
    if parts and name == "the answer" and pair and len(seen) == len(parts) == len(expected):
        found = (difference(e, s, exercise.rtol, part) for e, s, part in zip(expected, seen, parts, strict=True))
        return next((words for words in found if words), None)
    return difference(expected, seen, exercise.rtol, name)


def _mistake(exercise, seen, first):
    """The message of the mistake that gives the same answers: in every case, or else in the first one that is wrong."""

    def same(mistake, cases):
        return all(_differs(mistake.seen(i), seen[i], exercise) is None for i in cases)

    for cases in (range(len(seen)), [first]):
        for mistake in exercise.mistakes:
            if same(mistake, cases):
                return mistake.message
    return None


def _points(exercises, solved):
    return f"{sum(exercises[name].points for name in solved)} of {sum(e.points for e in exercises.values())}"


def _hidden_rng():
    seed = os.environ.get(SEED_VARIABLE)
    return np.random.default_rng(int(seed) if seed else secrets.randbits(64))
