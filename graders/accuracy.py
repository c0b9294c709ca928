"""How well the graders grade: each declared mistake, each mutant and each answer by other people, put to the check."""

import contextlib
import io
import signal
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from graders.build_key import exercise_key, public_key
from graders.checks.answer_key import pack_seen
from graders.checks.checker import explanations
from graders.checks.problem import find_problem, measured, problem_of
from graders.exercises import find, names
from graders.mutants import mutants
from graders.solutions import solutions

MUTANT_SECONDS = 10
HIDDEN_SEED = 1


@dataclass
class Score:
    """What became of one exercise's wrong and right functions.

    counts: how many there were of each kind.  missed: what went wrong, in words.
    hints: (Solution, what it was told, verdict) for each answer that no declared mistake explains; the verdict is that
    on a hint, None if there was none.
    """

    exercise: str
    counts: Counter = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    hints: list[tuple] = field(default_factory=list)


def score(assignment, name, with_hints=False):
    """The Score of an exercise. A wrong function must fail both checks, visible and hidden; a right one pass both."""
    exercise = find(assignment).exercise(name)
    hidden = exercise_key(assignment, name, np.random.default_rng(HIDDEN_SEED))
    keys = [public_key(assignment, name), hidden]
    result = Score(name)
    _score_right(exercise.reference.__name__, exercise.reference, keys, result)
    _score_mistakes(exercise, keys, result)
    _score_mutants(exercise, keys, result)
    _score_solutions(solutions(assignment, name), keys, result, with_hints)
    return result


def _score_right(name, function, keys, result):
    problems = [problem for key in keys if (problem := find_problem(key, function))]
    result.missed += [f"{name} is right, and the check said: {problem}" for problem in problems]
    return not problems


def _score_mistakes(exercise, keys, result):
    for mistake, *known in zip(exercise.mistakes, *(key.mistakes for key in keys), strict=True):
        problems = _problems(mistake.function, known, keys)
        result.counts["mistakes"] += 1
        if all(problem and problem.mistake and problem.mistake.message == mistake.message for problem in problems):
            result.counts["mistakes named"] += 1
        else:
            said = [str(problem) for problem in problems]
            result.missed.append(f"the mistake `{mistake.identity}` should be named, and the checks said: {said}")


def _problems(function, known, keys):
    """What the visible and the hidden check say of a mistake. known: the KnownMistake of each key.

    It is measured once more than for the key, as chance may be in it. What gives the same to the last bit in the
    visible check has none, and is not measured once more in the hidden one.
    """
    public, hidden = keys
    seen, before = measured(public, function), [known[0].seen(i) for i in range(len(public.args))]
    steady = [*map(pack_seen, seen)] == [*map(pack_seen, before)]
    behind = [known[1].seen(i) for i in range(len(hidden.args))] if steady else measured(hidden, function)
    return problem_of(public, seen), problem_of(hidden, behind)


def _score_mutants(exercise, keys, result):
    unused = set(exercise.equivalent)
    for name, mutant in mutants(exercise.reference):
        if name in exercise.equivalent:
            unused.discard(name)
            result.counts["equivalent"] += 1
            continue
        result.counts["mutants"] += 1
        with _time_limit(MUTANT_SECONDS):
            caught = all(find_problem(key, mutant) for key in reversed(keys))
        result.counts["mutants caught"] += caught
        if not caught:
            result.missed.append(f"the mutant `{name}` passes")
    result.missed += [f"`{name}` is listed as an equivalent mutant, and there is no such mutant" for name in unused]


def _score_solutions(found, keys, result, with_hints):
    for solution in found:
        with contextlib.redirect_stdout(io.StringIO()):  # some of them print
            _score_solution(solution, keys, result, with_hints)


def _score_solution(solution, keys, result, with_hints):
    function = solution.function()
    if solution.right:
        result.counts["right"] += 1
        result.counts["accepted"] += _score_right(solution.name, function, keys, result)
        return
    result.counts["wrong"] += 1
    with _time_limit(MUTANT_SECONDS):
        public, hidden = [find_problem(key, function) for key in keys]
    if not (public and hidden):
        result.missed.append(f"{solution.name} is wrong ({solution.why}), and passes")
        return
    result.counts["caught"] += 1
    if public.mistake:
        result.counts["declared"] += 1
    elif with_hints:
        _score_hint(solution, function, keys[0], public, result)


def _score_hint(solution, function, key, problem, result):
    """A hint is right if one of its lines is one that the file names, or a line beside it."""
    relation, hint = explanations(key, function, problem)
    near = hint and any(abs(line - cause) <= 1 for line in hint.lines for cause in solution.lines)
    verdict = None if not hint else "unknown" if not solution.lines else "right" if near else "wrong"
    result.counts[f"hint {verdict}" if hint else "told by the value" if relation else "neither"] += 1
    result.counts["hinted"] += bool(hint)
    result.hints.append((solution, hint.text if hint else relation, verdict))


@contextlib.contextmanager
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


COLUMNS = "{:42} {:>14} {:>14} {:>10} {:>14} {:>12} {:>8} {:>6} {:>5} {:>7}"
HEAD = "exercise", "mistakes named", "mutants caught", "equivalent", "right accepted", "wrong caught", "declared"
HEAD += "hinted", "value", "neither"


def row(name, counts):
    """One line of the table. The first columns are of the declarations, the others of tests/solutions."""

    def of(part, whole):
        return f"{counts[part]} of {counts[whole]}"

    return COLUMNS.format(
        name, of("mistakes named", "mistakes"), of("mutants caught", "mutants"), counts["equivalent"],
        of("accepted", "right"), of("caught", "wrong"),
        *(counts[kind] for kind in ("declared", "hinted", "told by the value", "neither")),
    )  # fmt: skip


def report(options):
    """Print the table, and what was missed. Returns 1 if anything was.

    options: assignment, the names of assignments, all if there is none; exercise, the only one to measure, or None;
    hints, whether to list what was told to each answer that no declared mistake explains. Raises LookupError if there
    is no such assignment or exercise.
    """
    print(COLUMNS.format(*HEAD))
    total, missed, hints = Counter(), [], []
    for assignment in options.assignment or names():
        print(assignment)
        chosen = find(assignment)
        for exercise in [chosen.exercise(options.exercise)] if options.exercise else chosen.exercises:
            one = score(assignment, exercise.name, with_hints=True)
            print(row(f"  {one.exercise}", one.counts), flush=True)
            total += one.counts
            missed += [f"{assignment}, {one.exercise}: {words}" for words in one.missed]
            hints += one.hints
    print(row("all", total))
    print(f"hints: {total['hint right']} right, {total['hint wrong']} wrong, {total['hint unknown']} not to be judged")
    if options.hints:
        for solution, text, verdict in hints:
            print(f"\n{solution.name}: {solution.why} @ {solution.lines}\n  {verdict or 'no hint'}: {text}")
    print("\n".join(missed) if missed else "Nothing missed.")
    return 1 if missed else 0
