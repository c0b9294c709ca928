"""Where no declared mistake fits: a small edit of the student's own code that makes it right tells where to look.

A hint says the line and the kind of mistake, never the repaired text. It decides nothing.
"""

import sys
import textwrap
from dataclasses import dataclass

from graders.checks.hints import questions
from graders.checks.hints.program import Program, generators_restored
from graders.checks.hints.rules import DELETIONS, FAMILIES
from graders.checks.hints.searching import find_repairs

SECONDS = 5.0 if sys.platform == "emscripten" else 1.5  # a browser's Python is a few times slower
CODE = 80  # characters of a line of code that are shown


@dataclass(frozen=True)
class Hint:
    """Where to look.

    spots: alternatives, of each the lines to look at, 1-based, of the cell's source.
    family: the kind of mistake, "" if only the lines are sure.  text: the sentence for the student.
    """

    spots: tuple[tuple[int, ...], ...]
    family: str
    text: str

    @property
    def lines(self):
        """The lines of all spots, sorted."""
        return tuple(sorted(set().union(*self.spots)))


def search(function, exercise, seconds=SECONDS):
    """A Hint for a function that is wrong on an ExerciseKey's cases, or None. It never raises."""

    def question():
        program = Program(function.__globals__)
        return program, questions.Cases(exercise, program.add_function(function, editable=True))

    return _quietly(question, seconds)


def for_assertion(test_source, namespace, sources, seconds=SECONDS):
    """The same for a test of plain asserts, which raises an error when it is run in the namespace.

    sources: {name of function: source of its cell}, the cells that the student wrote.
    """

    def question():
        program = Program(namespace)
        for name, source in sources.items():
            program.add_source(name, source)
        return program, questions.Assertions(test_source, program, list(sources))

    return _quietly(question, seconds)


def _quietly(question, seconds):
    """A hint is a courtesy: if anything goes wrong on the way to it, there is none."""
    try:
        with generators_restored():
            program, asked = question()
            return _hint(find_repairs(program, asked, seconds), program)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def _hint(repairs, program):
    """The Hint that equally likely repairs give; None if there are none.

    The kind of the mistake is told if the repairs agree on it, or if the first one only leaves something out.
    """
    if not repairs:
        return None
    best = repairs[0]
    spots = list(dict.fromkeys(repair.lines for repair in repairs))[:2]
    families = {repair.family for repair in repairs if repair.lines in spots}
    family = best.family if len(families) == 1 or best.family in DELETIONS else ""
    title = best.cell.title if len(program.editable) > 1 else ""
    return Hint(tuple(spots), family, in_words(best.cell.lines, spots, family, title))


def in_words(code, spots, family, title=""):
    """The sentence of a Hint.  code: the lines of the cell's source.  title: what tells the cell from others."""
    kind = f": {FAMILIES[family].words}" if family else ""
    return f"Look at {' or '.join(_spot(code, lines, title) for lines in spots)}{kind}."


def _spot(code, lines, title):
    if len(lines) > 2:
        return f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}{title}"
    shown = [textwrap.shorten(code[line - 1], CODE, placeholder="…") for line in lines]
    return " and ".join(f"line {line}{title}, `{code}`" for line, code in zip(lines, shown, strict=True))
