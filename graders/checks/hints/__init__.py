"""Where no declared mistake fits: a small edit of the student's own code that makes it right tells where to look.

A hint says the line and the kind of mistake, never the repaired text. It decides nothing.
"""

import re
import sys
from dataclasses import dataclass

from graders.checks.hints import questions
from graders.checks.hints.program import Program, generators_restored
from graders.checks.hints.rules import DELETIONS, FAMILIES
from graders.checks.hints.searching import find_repairs

SECONDS = 5.0 if sys.platform == "emscripten" else 1.5  # a browser's Python is a few times slower
CODE = 70  # characters of a line of code that are shown, about


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
    spots = [spot for i, spot in enumerate(spots) if not any(set(spot) <= set(before) for before in spots[:i])]
    columns = {}
    for repair in repairs:
        for edit in repair.edits:
            for line, column in edit.columns():
                columns.setdefault(line, column)
    return Hint(tuple(spots), family, in_words(best.cell.lines, spots, family, title, columns))


def in_words(code, spots, family, title="", columns=()):
    """The sentence of a Hint.

    code: the lines of the cell's source.  title: what tells the cell from others.  columns: line -> the byte of it in
    whose neighbourhood the mistake is, if that is known.
    """
    kind = f": {FAMILIES[family].words}" if family else ""
    # Edits in two lines together can make up for a mistake in a third one: they promise less than one edit does.
    where = "somewhere near" if not family and len(spots) == 1 and len(spots[0]) > 1 else "at"
    shown = set()
    return f"Look {where} {' or '.join(_spot(code, lines, title, dict(columns), shown) for lines in spots)}{kind}."


def _spot(code, lines, title, columns, shown):
    """shown: the lines that are quoted already."""
    if len(lines) > 2:
        return f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}{title}"
    quotes = [f", `{excerpt(code[n - 1], columns.get(n, 0))}`" * (n not in shown) for n in lines]
    shown.update(lines)
    return " and ".join(f"line {line}{title}{quote}" for line, quote in zip(lines, quotes, strict=True))


def excerpt(line, column=0, most=CODE):
    """A line of code without its indentation; of a long one, the whole words and signs around a byte of it."""
    tokens = re.findall(r"\w+|\s+|[^\w\s]", line.strip())
    before = len(line.encode()[:column].decode(errors="ignore")) - (len(line) - len(line.lstrip()))
    ends = [sum(map(len, tokens[: i + 1])) for i in range(len(tokens))]
    first = next((i for i, end in enumerate(ends) if end > before), 0)
    last = first + 1
    while True:
        grown = [(first - 1, last)] * (first > 0) + [(first, last + 1)] * (last < len(tokens))
        fits = [(i, j) for i, j in grown if len("".join(tokens[i:j])) <= most]
        if not fits:
            break
        middle = [abs(2 * before - ends[j - 1] - (ends[i - 1] if i else 0)) for i, j in fits]
        first, last = fits[middle.index(min(middle))]
    first -= first == 1 and len(tokens[0]) == 1  # that is no longer than the sign of a cut
    last += last == len(tokens) - 1 and len(tokens[-1]) == 1
    return "…" * (first > 0) + "".join(tokens[first:last]).strip() + "…" * (last < len(tokens))
