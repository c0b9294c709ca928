"""What the student's process says of errors and lines, in our own words: it says numbers and names, and the lines are
looked up in our own copy of the notebook."""

import builtins
import functools
import re

import msgspec
import numpy as np

from graders.checks import hints, numpy_names
from graders.engine import protocol
from graders.engine.untrusted import printable

IN_HIDDEN = "its message is left out, for it came in a hidden test"
AFTER_HIDDEN = "its message is left out, for hidden tests ran before; this cell of your notebook shows it"
NOT_PLAIN = "an answer that is not plain data, or too much of it"
NOT_PLAIN_AFTER = f"{NOT_PLAIN}; this cell of your notebook says which"
PASSED_OVER = "failed and was passed over"
NO_ANSWER = "nobody answers input() in grading; write the value itself"
OF_NUMPY = re.compile(r"\b(?:np|numpy)\.(\w+)")


class Wording:
    """sources: {cell: (what to call it, its source)}."""

    def __init__(self, sources):
        self.sources = sources
        self.lines = functools.cache(lambda cell: sources[cell][1].splitlines())  # asked for each error of a long cell

    def line_of_code(self, cell, number):
        """One line of a traceback; "" if there is no such line."""
        if cell not in self.sources or not 0 < number <= len(self.lines(cell)):
            return ""
        return printable(f"  {self.sources[cell][0]}, line {number}: {self.lines(cell)[number - 1].strip()[:200]}")

    def passed_over(self, cell, passed):
        """The lines of a cell that failed and were passed over, for the notes."""
        for each in passed:
            if place := self.line_of_code(cell, each.line):
                where, _, code = place.strip().partition(": ")
                words = (numpy_names.explained(each.words) if each.kind == "AttributeError" else None) or each.words
                words = NO_ANSWER if each.kind == "EOFError" else words
                yield printable(f"{where}: `{code}` {PASSED_OVER} ({each.kind}: {words})")

    def raised(self, error, left_out, plain):
        """The Stopped for an error of the student's code, a Raised. left_out: why its message is not quoted, or None.

        If it is not, only Python's name of the error remains: all else that the process says of it could quote the
        input of a hidden test. The instructor may read it. plain: whether a plain test made the call; that may look at
        the words and the class of an error, for the text alone is shown.
        """
        known = getattr(builtins, error.base, None)
        base = error.base if isinstance(known, type) and issubclass(known, BaseException) else "Exception"
        missing = error.missing if error.missing and error.missing.isidentifier() else None
        shown = [line for line in (self.line_of_code(*place) for place in error.lines) if line]
        found = stopped(error.kind, base, printable(error.words), shown, missing)
        if left_out:
            lost = base == "AttributeError" and numpy_names.explained(error.words) and self.lost_name
            found = stopped(base, base, lost or left_out, [], missing, full=found.text)
        if plain:
            found = msgspec.structs.replace(
                found, words=printable(error.words), own=error.own, after=error.after, names=error.names
            )
        return found

    @functools.cached_property
    def lost_name(self):
        """What Python says of the first name in the notebook that NumPy has lost; None if there is none.

        A student with an older NumPy cannot see it in the notebook's own check.
        """
        lines = (line.partition("#")[0] for _, source in self.sources.values() for line in source.splitlines())
        names = (name for line in lines for name in OF_NUMPY.findall(line))
        lost = next((name for name in names if name in numpy_names.GONE and not hasattr(np, name)), None)
        return lost and f"module 'numpy' has no attribute '{lost}'"

    def hint(self, found):
        """The Hint that Spots stand for; None if they stand for none."""
        _, source = self.sources.get(found.cell, ("", ""))
        code = source.splitlines()
        known = all(0 < number <= len(code) for lines in found.spots for number in lines)
        if not found.spots or not known or found.family not in {"", *hints.FAMILIES}:
            return None
        text = printable(hints.in_words(code, found.spots, found.family))
        return protocol.Hint(found.spots, found.family, text)


def stopped(kind, base, words, lines=(), missing=None, full=""):
    """The Stopped for an error in these words, at these lines."""
    gone = numpy_names.explained(words) if base == "AttributeError" else None
    words = NO_ANSWER if base == "EOFError" else words
    text = "\n".join(["Your code stopped:", *lines, f"{kind}: {words}", *([f"{gone}."] if gone else [])])
    line = lines[-1].partition(": ")[2] if lines else ""
    return protocol.Stopped(kind, base, words, line, text, full, missing)
