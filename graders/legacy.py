"""How an exercise is declared: once, and everything that grades it follows from the declaration."""

from collections.abc import Callable
from dataclasses import dataclass, field

from graders.checks.probes.values import by_value


@dataclass(frozen=True)
class Case:
    """One input: a label in the units of the problem ("layers 400-100-1"), and args, plain data (see codec)."""

    label: str
    args: tuple


@dataclass(frozen=True)
class Mistake:
    """A wrong implementation that students really write.

    message names the likely mistake, to the person who made it, and never shows the answer.
    """

    function: Callable
    message: str

    @property
    def identity(self):
        return self.message


@dataclass(frozen=True)
class Exercise:
    """One function that a student writes.

    name, points: the function's name, and what it is worth.
    reference: the correct function. It lives in a module that the exercise's own notebook does not import.
    cases: rng -> list of Case. The public cases are cases(PUBLIC), the hidden ones cases(a fresh generator).
    mistakes, alternatives: wrong implementations with their messages, and other correct ones.
    probe: (function, args) -> measurement; what of an answer is judged. It ships with the student's edition.
    call: (function, *args) -> plain data, for functions that take or return what is not plain data: it builds that
        beside the student's function. It ships too.
    returns: the names of the parts, where the answer is a tuple: ("parameters", "v").
    rtol: how far an answer may be from the reference's, relative to the largest entry: room for another order of the
        same work.
    equivalent: mutants of the reference that cannot be told from it, as "before -> after": reason.
    """

    name: str
    points: int
    reference: Callable
    cases: Callable
    mistakes: list[Mistake]
    alternatives: list[Callable]
    probe: Callable = by_value
    call: Callable | None = None
    returns: tuple[str, ...] | None = None
    rtol: float = 1e-9
    equivalent: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Assignment:
    """The exercises of one notebook, in their order, and the data files that it reads."""

    name: str
    title: str
    exercises: list[Exercise]
    datasets: tuple[str, ...] = ()

    def exercise(self, name):
        """The exercise of that name. Raises LookupError, with the names there are."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise LookupError(f"{self.name} has no exercise {name!r}; it has {', '.join(e.name for e in self.exercises)}")
