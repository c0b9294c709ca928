"""What is wrong with an answer: where it was seen, what was seen, and the mistake behind it, if it is a known one."""

from dataclasses import dataclass, replace

from graders.checks import answer_key, guard, numpy_names
from graders.checks.answer_key import Stopped
from graders.checks.compare import ANSWER, OtherKind, difference, named_parts
from graders.checks.probes.values import CHANGED

HIDDEN = "On inputs of the hidden test, the answer is not right."
LIKELY = "Likely mistake"
OF_ANOTHER_KIND = "the answer is of another kind than expected"
COPY = (
    "Is there a second name for an argument, as in `cache = parameters`? It is no copy: begin with `dict(parameters)`. "
    "Does `-=` or `*=` change an array? Make a new one."
)
UNWRITTEN = (
    "It is not written yet: write it in the cell above, in place of the line `raise NotImplementedError`, run that "
    "cell, then this one."
)


@dataclass(frozen=True)
class Problem:
    """Why an answer is not right.

    words: what was seen, and in which case: one sentence or two.
    mistake: the answer_key.KnownMistake that gives the same answers, or None.
    measured: what was measured in each case.
    quotes: whether the words hold parts of the answer: its values, shapes or keys.
    says_all: whether the words say already what to change: a name that NumPy has lost, the kind of the answer, or a
    loop that does not end.
    """

    words: str
    mistake: answer_key.KnownMistake | None = None
    measured: tuple = ()
    quotes: bool = False
    says_all: bool = False

    def without_the_answer(self):
        """The same for a hidden test: no words that an answer could have chosen, for they could tell its inputs."""
        return replace(self, words=HIDDEN) if self.quotes else self

    def __str__(self):
        if self.mistake:
            return f"{self.words} {LIKELY}: {self.mistake.message}"
        return f"{self.words} {COPY}" if self.words.endswith(f" {CHANGED}.") else self.words


def find_problem(exercise, function, where=None, each_call=guard.NOBODY):
    """The Problem with function, or None if it is right.

    exercise: an ExerciseKey.  where: how a case is spoken of, if not by its number and label.
    each_call: a context for each call of the function.
    """
    return problem_of(exercise, measured(exercise, function, each_call), where)


def measured(exercise, function, each_call=guard.NOBODY):
    """What is measured of a function in each case of an ExerciseKey. What goes on and on in one is not waited for in
    the others."""
    seen = []
    for args in exercise.args:
        if not (seen and isinstance(seen[-1], Stopped) and seen[-1].went_on):
            last = answer_key.measure(exercise.probe, exercise.call, function, args, each_call)
        seen.append(last)
    return seen


def problem_of(exercise, seen, where=None):
    """As find_problem, by what was measured of the function."""
    if any(isinstance(s, Stopped) and s.kind == "NotImplementedError" and not s.measuring for s in seen):
        return Problem(UNWRITTEN)
    found = [differs(expected, answer, exercise) for expected, answer in zip(exercise.expected, seen, strict=True)]
    wrong = [i for i, words in enumerate(found) if words]
    if not wrong:
        return None
    first = wrong[0]
    where = where or f"In case {first + 1} of {len(seen)} ({exercise.labels[first]}),"
    end, quotes = "" if found[first].endswith(("?", "!", ".")) else ".", not isinstance(seen[first], Stopped)
    says_all = isinstance(found[first], OtherKind) or any(lost_name(s) or _went_on(s) for s in seen)
    return Problem(f"{where} {found[first]}{end}", known_mistake(exercise, seen, wrong), tuple(seen), quotes, says_all)


def _went_on(seen):
    return isinstance(seen, Stopped) and seen.went_on


def known_mistake(exercise, seen, wrong):
    """The first mistake that gives these answers in every case, or else the one that does in the largest share of the
    cases in which it or the answer is wrong.

    One that fits fewer than half of these is none: its message could be wrong.
    """

    def fits(mistake, i):
        return differs(mistake.seen(i), seen[i], exercise) is None

    def share(mistake):
        cases = range(len(seen))
        told = [i for i in cases if i in wrong or differs(exercise.expected[i], mistake.seen(i), exercise)]
        return sum(fits(mistake, i) for i in told) / len(told)

    candidates = [mistake for mistake in exercise.mistakes if fits(mistake, wrong[0])]
    for mistake in candidates:
        if all(fits(mistake, i) for i in range(len(seen))):
            return mistake
    shares = list(map(share, candidates))
    best = max(shares, default=0)
    return candidates[shares.index(best)] if best >= 0.5 else None


def differs(expected, seen, exercise):
    """What is wrong with one measurement, as a clause that follows "In case 1, ", or None."""
    if isinstance(seen, Stopped):
        if isinstance(expected, Stopped) and expected.identity == seen.identity:
            return None
        if seen.measuring:
            return OF_ANOTHER_KIND
        if seen.kind == "Unsupported":
            plain = "numbers, strings, lists, dicts and plain arrays"
            return OtherKind(f"the answer is not made of {plain} ({seen.words})")
        line = f" in the line `{seen.line.strip()}`" if seen.line else ""
        if gone := lost_name(seen):
            return f"it stopped{line}. {gone}"
        words = ": ".join(filter(None, [seen.kind, seen.words.strip().rstrip(". ")]))
        return f"it stopped with {words}{line and ','}{line}"
    if isinstance(expected, Stopped):
        return "it did not stop"
    # What can be measured depends on the answer: if the names differ, those that both have tell the difference. Some
    # faults have no name in what is measured but where there is one.
    names = list(expected) if expected.keys() == seen.keys() else [n for n in seen if n in expected or seen[n] is True]
    found = (_part(name, expected.get(name, False), seen[name], exercise) for name in names)
    words = next((words for words in found if words), None)
    return words or (None if expected.keys() == seen.keys() else OF_ANOTHER_KIND)


def lost_name(seen):
    """What to say of a name that NumPy has lost, if a measurement stopped at one; None if it did not."""
    return numpy_names.explained(seen.words) if isinstance(seen, Stopped) and seen.kind == "AttributeError" else None


def _part(name, expected, seen, exercise):
    parts = named_parts(expected, seen, exercise.returns) if name == ANSWER else None
    found = (difference(e, s, exercise.rtol, part) for e, s, part in parts or [(expected, seen, name)])
    return next((words for words in found if words), None)
