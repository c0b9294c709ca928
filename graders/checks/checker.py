"""check("adam", adam): is the function right, and if not, what does the mistake look like?"""

import os
import secrets
import textwrap
from functools import partial

import numpy as np

from graders.checks import answer_key, guard, hints, ipython, relations
from graders.checks.problem import find_problem

LINE = 88  # characters of a message that stand side by side beside JupyterLab's file list
SEED_VARIABLE = "GRADERS_SEED"  # set in grading, so that the hidden inputs of a submission can be made again


class NotYet(AssertionError):
    """An exercise that is not right yet. A notebook shows its message alone, for the traceback would only show our own
    code. In lines, for JupyterLab breaks a long one in the middle of a word.

    mistake: the identity of the declared mistake that was recognized, or None.
    hint: (lines, family) of the edit of the student's own code that would make the visible cases right, or None.
    """

    def __init__(self, message, mistake=None, hint=None):
        super().__init__(message)
        self.mistake, self.hint = mistake, hint

    def _render_traceback_(self):
        return _wrapped(str(self))


class Interrupted(KeyboardInterrupt):
    """A person has stopped a check, and sees where it was: in the student's own line, not in all of ours."""

    def _render_traceback_(self):
        return _wrapped(str(self))


def _wrapped(text):
    wrap = textwrap.TextWrapper(LINE, break_long_words=False, break_on_hyphens=False).wrap
    return [row for line in text.splitlines() for row in wrap(line)]


def checker(assignment):
    """The two functions that a notebook needs: check(name, function) and progress().

    Raises answer_key.GraderError where the checks of the assignment are not there.
    """
    exercises = answer_key.load(assignment)
    solved = set()
    ipython.explain_unsolved(exercises, NotYet)

    def check(name, function, hidden=False):
        """Print that the function is right, or raise NotYet with what is wrong. hidden: on inputs nobody has seen."""
        if name not in exercises:
            raise answer_key.GraderError(f"{assignment} has no exercise {name!r}; it has {', '.join(exercises)}")
        if hidden:
            key = answer_key.load_hidden(assignment, name, _hidden_rng())
            problem = find_problem(key, function, "On inputs of the hidden test,")
            if problem:
                raise not_yet(name, problem.without_the_answer())
            return
        solved.discard(name)
        try:
            problem = _guarded_problem(exercises[name], function)
            if problem:
                raise not_yet(name, problem, *explanations(exercises[name], function, problem))
        except KeyboardInterrupt as error:
            line = answer_key.line_of(function, error).strip()
            where = f", in the line `{line}`" if line else ""
            raise Interrupted(f"{name}: you interrupted the check{where}.") from None
        solved.add(name)
        n = len(exercises[name].labels)
        print(f"{name}: right on {n} of {n} cases.\n{_points(exercises, solved)}")

    def progress():
        """Print which exercises are done, and the points so far."""
        for name, exercise in exercises.items():
            print(f"{'done' if name in solved else 'open':5} {exercise.points:3} points  {name}")
        print(_points(exercises, solved))

    return check, progress


def _guarded_problem(exercise, function):
    """find_problem, with an end for calls that have none. In grading the function is in another process, which has
    limits of its own: a stub has a method `_plainly_`."""
    if hasattr(function, "_plainly_"):
        return find_problem(exercise, function)
    with guard.watch() as each_call:
        return find_problem(exercise, function, each_call=each_call)


def not_yet(name, problem, relation=None, hint=None):
    """The NotYet that tells of a Problem. relation, hint: what else could be found out about the answer."""
    words = [f"{name}: not yet. {problem}", *filter(None, [relation])]
    text = " ".join(words) + (f"\n{hint.text}" if hint else "")
    identity = problem.mistake.identity if problem.mistake else None
    return NotYet(text, identity, (hint.lines, hint.family) if hint else None)


def explanations(exercise, function, problem):
    """(relation, Hint) for an answer that no declared mistake explains: each None where nothing can be said for sure.

    Both are if the words say already what to do.

    In grading the function is in another process, which searches there: a stub has a method `_hint_`.
    """
    if problem.mistake or not problem.measured or problem.says_all:
        return None, None
    search = getattr(function, "_hint_", None) or partial(hints.search, function)
    return relations.relation(exercise, problem.measured, exercise.parameters), search(exercise)


def _points(exercises, solved):
    """The points so far, which are no promise."""
    points = f"{sum(exercises[name].points for name in solved)} of {sum(e.points for e in exercises.values())} points"
    return f"{points} so far, by the checks in this notebook. Grading uses other inputs."


def _hidden_rng():
    seed = os.environ.get(SEED_VARIABLE)
    return np.random.default_rng(int(seed) if seed else secrets.randbits(64))
