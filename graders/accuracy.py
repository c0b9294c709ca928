"""How well the graders grade: every declared mistake, mutant and alternative, put to the check itself."""

import argparse
import ast
import inspect
import signal
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from graders.assignments import find, names
from graders.build_key import build_exercise_key, public_rng
from graders.checks.checker import find_problem
from graders.mutants import mutants

MUTANT_SECONDS = 10


@dataclass
class Score:
    """What became of one exercise's wrong and right functions. Each `missed` entry says what went wrong, in words."""

    exercise: str
    mistakes: int = 0
    caught: int = 0
    named: int = 0
    mutants: int = 0
    mutants_caught: int = 0
    equivalent: int = 0
    alternatives: int = 0
    accepted: int = 0
    missed: list[str] = field(default_factory=list)


def score(exercise, hidden_seed=1):
    """The Score of an exercise. A wrong function must fail both checks, visible and hidden; a right one pass both."""
    keys = [
        build_exercise_key(exercise, public_rng()),
        build_exercise_key(exercise, np.random.default_rng(hidden_seed)),
    ]
    result = Score(exercise.name)
    _score_right(exercise, keys, result)
    _score_mistakes(exercise, keys, result)
    _score_mutants(exercise, keys, result)
    return result


def _score_right(exercise, keys, result):
    for function in [exercise.reference, *exercise.alternatives]:
        problems = [problem for key in keys if (problem := find_problem(key, function))]
        if function is not exercise.reference:
            result.alternatives += 1
            result.accepted += not problems
        result.missed += [f"{function.__name__} is right, and the check said: {problem}" for problem in problems]


def _score_mistakes(exercise, keys, result):
    for mistake in exercise.mistakes:
        problems = [find_problem(key, mistake.function) for key in keys]
        result.mistakes += 1
        result.caught += all(problems)
        named = all(problem and mistake.message in str(problem) for problem in problems)
        result.named += named
        if not named:
            result.missed.append(f"{mistake.function.__name__} should be named, and the checks said: {problems}")


def _score_mutants(exercise, keys, result):
    unused = set(exercise.equivalent)
    for name, mutant in mutants(exercise.reference):
        if name in exercise.equivalent:
            unused.discard(name)
            result.equivalent += 1
            continue
        result.mutants += 1
        with _time_limit(MUTANT_SECONDS):
            caught = find_problem(keys[1], mutant) is not None and find_problem(keys[0], mutant) is not None
        result.mutants_caught += caught
        if not caught:
            result.missed.append(f"the mutant `{name}` passes")
    result.missed += [f"`{name}` is listed as an equivalent mutant, and there is no such mutant" for name in unused]


def is_one_line(function):
    """Whether the function is a single statement, its docstring apart."""
    body = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0].body
    return len(body) - isinstance(getattr(body[0], "value", None), ast.Constant) <= 1


@contextmanager
def _time_limit(seconds):
    """A mutant may never end: stop it, as the student's process would be stopped, with an error that the check sees."""

    def stop(*_):
        raise TimeoutError(f"no answer after {seconds} s")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


COLUMNS = "{:44} {:>15} {:>9} {:>15} {:>11} {:>13}"


def main(argv=None):
    """Print the table, and what was missed. Returns 1 where anything was."""
    parser = argparse.ArgumentParser(prog="python -m graders accuracy", description=main.__doc__.split(". ")[0])
    parser.add_argument("assignment", nargs="*", help="such as W1A1-Initialization; all where none is named")
    chosen = parser.parse_args(argv).assignment or names()
    print(COLUMNS.format("exercise", "mistakes caught", "named", "mutants caught", "equivalent", "alternatives"))
    missed = []
    for assignment in map(find, chosen):
        print(assignment.name)
        for exercise in assignment.exercises:
            s = score(exercise)
            missed += [f"{assignment.name}, {exercise.name}: {words}" for words in s.missed]
            caught, named = f"{s.caught} of {s.mistakes}", f"{s.named} of {s.mistakes}"
            killed, accepted = f"{s.mutants_caught} of {s.mutants}", f"{s.accepted} of {s.alternatives}"
            print(COLUMNS.format(f"  {s.exercise}", caught, named, killed, s.equivalent, accepted))
    print("\n".join(missed) if missed else "Nothing missed.")
    return 1 if missed else 0
