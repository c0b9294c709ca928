"""How an exercise is declared: once, in one file, and everything that grades it follows from the declaration."""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from graders.checks.probes.values import by_value
from graders.exercises.edits import EditError, edited


@dataclass(frozen=True)
class Case:
    """One input: a label in the units of the problem ("layers 400-100-1"), and args, plain data (see codec).

    Behind the arguments of the function may stand what only the probe needs to know. All that a probe calls the
    function with, and all that a `call` gets, is in the hands of the student's process.
    """

    label: str
    args: tuple


@dataclass(frozen=True)
class Change:
    """A mistake that is no edit of the reference's text: make(reference) is the wrong function.

    Most of these are members of a family (graders.exercises.families). message: as in Exercise.mistakes.
    """

    make: Callable
    message: str


@dataclass(frozen=True)
class Mistake:
    """A wrong function that students really write, known by its key in the declaration, and what to tell them."""

    identity: str
    function: Callable
    message: str


@dataclass
class Exercise:
    """One function that a student writes.

    reference: the correct function, in the plain form that the notebook teaches. The notebook must not import it.
    points: what the exercise is worth.
    cases: rng -> list of Case. The visible check always draws from the same generator, a hidden test from a fresh one.
    mistakes: what students get wrong, in order of precedence: {"before -> after": message}, edits of the reference's
        source (see edits.edited); a tuple of edits is one mistake that is made in several places. What is no edit is
        {"a name for it": Change(make, message)}. After this class has been made: a list of Mistake.
        A message says what is probably wrong and where to look, in whole sentences. It never shows the answer.
    probe: (function, args) -> measurement; what of an answer is judged. It ships with the bundle.
    call: (function, *args) -> plain data, for functions that take or return what is not plain data: it builds that
        beside the student's function. It ships too.
    returns: the names of the parts, if the answer is a tuple: ("parameters", "v"). If it is a list of tuples, each
        name has a {} for the tuple's number: ("X_batch of mini-batch {}", "Y_batch of mini-batch {}").
    rtol: how far an answer may be from the reference's, relative to the largest entry. The default is right for
        single precision (see compare); an exercise whose text asks for double precision has 1e-9.
    oracle: the arguments of a case -> what `call` gives of a right answer (without a `call`, the answer), by other
        means than the reference's. Answers are compared with it. The judge then imports a slow framework only to name
        a mistake on hidden inputs. None: the reference says what is right.
    equivalent: mutants of the reference that cannot be told from it, as "before -> after": reason.
    name: the function's name, if it is not the reference's.

    Raises EditError if the text before an arrow does not occur in the reference.
    """

    reference: Callable
    points: int
    cases: Callable
    mistakes: dict[str | tuple[str, ...], str | Change]
    probe: Callable = by_value
    call: Callable | None = None
    returns: tuple[str, ...] | None = None
    rtol: float = 1e-5
    oracle: Callable | None = None
    equivalent: dict[str, str] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self):
        self.name = self.name or self.reference.__name__
        declaring = _declaring_frame()
        names = declaring.f_globals
        try:
            self.mistakes = [self._mistake(key, what, names) for key, what in self.mistakes.items()]
        except EditError as error:
            raise EditError(f"{declaring.f_code.co_filename}: {error}") from None

    def _mistake(self, key, what, names):
        if isinstance(what, Change):
            return Mistake(key, what.make(self.reference), what.message)
        edits = (key,) if isinstance(key, str) else key
        return Mistake(" and ".join(edits), edited(self.reference, *edits, names=names), what)


def _declaring_frame():
    """The frame of the file that declares: the first one outside this module and the code that dataclass makes."""
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__") == __name__ or frame.f_code.co_filename == "<string>":
        frame = frame.f_back
    return frame


@dataclass(frozen=True)
class Assignment:
    """One notebook: its exercises by the id of the cell that they are written in, and the data files that it reads."""

    name: str
    title: str
    datasets: tuple[str, ...] = ()
    cells: dict[str, Exercise] = field(default_factory=dict)

    @property
    def exercises(self):
        """The exercises, in the order of the notebook."""
        return list(self.cells.values())

    def exercise(self, name):
        """The exercise of that name. Raises LookupError, with the names there are."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise LookupError(f"{self.name} has no exercise {name!r}; it has {', '.join(e.name for e in self.exercises)}")


def parameters_of(function):
    """The names of a function's parameters, in order."""
    return list(inspect.signature(function).parameters)
