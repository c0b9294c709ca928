"""Where no declared mistake fits: a small edit of the student's own code that makes it right tells where to look.

A hint says the line and the kind of mistake, never the repaired text. It decides nothing.
"""

import textwrap
from dataclasses import dataclass

from graders.checks.hints import questions
from graders.checks.hints.program import Program, generators_restored
from graders.checks.hints.rules import FAMILIES
from graders.checks.hints.searching import find_repairs

CODE = 80  # characters of a line of code that are shown


@dataclass(frozen=True)
class Hint:
    """Where to look. lines: 1-based, of the cell's source.  family: the kind of mistake, "" if only the lines are sure.
    text: the sentence for the student."""

    lines: tuple[int, ...]
    family: str
    text: str


def search(function, exercise, seconds=1.5):
    """A Hint for a function that is wrong on an ExerciseKey's cases, or None. It never raises."""

    def question():
        program = Program(function.__globals__)
        return program, questions.Cases(exercise, program.add_function(function, editable=True))

    return _quietly(question, seconds)


def for_assertion(test_source, namespace, sources, seconds=1.5):
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
            return _hint(find_repairs(*question(), seconds))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return None


def _hint(repairs):
    """The Hint that some repairs give, the likeliest of them first; None if there are none."""
    if not repairs:
        return None
    best = repairs[0]
    family = best.edits[0].family if len(best.edits) == 1 else ""
    spots = [tuple(sorted({line for edit in repair.edits for line in edit.lines})) for repair in repairs]
    spots = list(dict.fromkeys(spots))
    chosen = spots[:1]
    text = " or at ".join(_spot(best.cell, lines) for lines in chosen)
    words = FAMILIES[family].words if family else ""
    return Hint(
        tuple(sorted({n for s in chosen for n in s})), family, f"Look at {text}{': ' + words if words else ''}."
    )


def _spot(cell, lines):
    shown = [textwrap.shorten(cell.lines[line - 1], CODE, placeholder="…") for line in lines]
    if len(lines) > 2:
        return f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    return " and ".join(f"line {line}, `{code}`" for line, code in zip(lines, shown))
