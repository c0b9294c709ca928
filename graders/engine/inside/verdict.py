"""In the judge's process: what a test says, once its cell has run."""

import math
import sys
import traceback
from numbers import Number
from pathlib import Path

import numpy as np

from graders.checks import answer_key, codec
from graders.checks.checker import NotYet
from graders.engine import protocol
from graders.engine.inside import shell as shells

# Frames of code in here are ours, but for the way of a call.
GRADERS, INSIDE = str(Path(answer_key.__file__).parents[1]), str(Path(__file__).parent)


def judged(result, outputs, message, calls):
    """What a test says, as protocol.Judged. result, outputs: of its cell."""
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        score = {"partial": points(result.result), "odd": odd_score(result.result)}
        return protocol.Judged("right", **score, printed=shells.printed(outputs)[:10_000], taken=calls.taken)
    if isinstance(error, NameError) and error.name in message.names.missing:
        words = f"`{error.name}` is not defined: {message.names.missing[error.name]}"
        return protocol.Judged("wrong", words=words, undefined=error.name, taken=calls.taken)
    if isinstance(error, NameError) and error.name in calls.unsupported:
        words = f"`{error.name}` is not made of numbers, strings, lists, dicts and plain arrays."
        return protocol.Judged("wrong", words=words, taken=calls.taken)
    if reads_a_file(error, message.source):
        words = f"a test reads {error.filename}, which is not there; if the student's function writes it, "
        return protocol.Judged("ungraded", words=words + "let the function return what it writes, too")
    if is_ours(error, calls):
        return protocol.Judged("ungraded", words="".join(traceback.format_exception(error))[-4000:])
    return wrong(error, message, calls)


def wrong(error, message, calls):
    """The same for a test that was not passed."""
    mistake, family, assertion = None, None, False
    if isinstance(error, NotYet):
        mistake, family = error.mistake, error.hint and error.hint[1]
    elif isinstance(error, AssertionError):
        assertion = bool(visible_lines(error, message))
    return protocol.Judged(
        "wrong",
        words=words_for(error, message),
        for_instructor=for_instructor(error, message),
        undefined=calls.missing,
        mistake=mistake,
        hint=family,
        assertion=assertion,
        taken=calls.taken,
    )


def reads_a_file(error, source):
    """Whether a test cell looked for a file that it names, and that only the student's process can have."""
    return type(error) is FileNotFoundError and Path(str(error.filename)).name in source


def points(value):
    """The number that a test ends with, None if it ends with none."""
    if not isinstance(value, (int, float, np.integer, np.floating)) or type(value) is bool:
        return None
    most = sys.float_info.max
    return 0.0 if value != value else float(min(max(value, -most), most))


def odd_score(value):
    """What a test ends with, in words, if it looks like a number of points and is none; else None."""
    tensor = type(value).__module__.partition(".")[0] in ("tensorflow", "torch", "jax", "jaxlib")
    # Only these types are converted to a number. Anything else may be an object of the student's.
    if not (tensor or isinstance(value, (Number, np.generic, np.ndarray, str))):
        return None
    try:
        is_one = points(value) is not None and math.isfinite(value)
        float(value)
    except Exception:
        return None
    return None if is_one else f"{type(value).__name__} {value!r}"[:200]


def is_ours(error, calls):
    """Whether a test failed through no fault of the student's.

    An assertion is a verdict, and so is an error of the student's code. Any other error in our own code, or before
    anything of the student's was looked at, is ours.
    """
    if isinstance(error, answer_key.GraderError):
        return True
    if isinstance(error, (AssertionError, answer_key.AnswerStopped, codec.Unsupported)):
        return False  # (an Unsupported before any answer came would have been a GraderError)
    if isinstance(error, NameError) and calls.setup_stopped:
        return False  # a cell of the release that needs the student's work has not made this name
    if isinstance(error, TypeError) and calls.names_in(error):
        return False  # it is no data, and Python took it for some
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    ours = any(name.startswith(GRADERS) and not name.startswith(INSIDE) for name in files)
    return not calls.used or (ours and not isinstance(error, MemoryError))


def words_for(error, message):
    """What the student reads: nothing of a hidden test but that it was not passed, or which mistake it names."""
    if isinstance(error, answer_key.AnswerStopped):
        return error.text
    if hasattr(error, "_render_traceback_"):  # check's own, whose message is made for the student
        return str(error)
    lines = visible_lines(error, message)
    if not lines:
        return "A hidden test is not passed."
    source = message.source.splitlines()[lines[-1] - 1].strip()
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"This test is not passed: {source}\n{words[:2000]}"


def for_instructor(error, message):
    """What a person may know, and the student may not: the lines of a hidden test that was not passed, and why."""
    said = getattr(error, "full", "") or f"{type(error).__name__}: {error}"
    if set(lines_of(error, message)) & set(message.hidden):
        source = message.source.splitlines()
        lines = [f"line {line}: {source[line - 1].strip()}" for line in lines_of(error, message)]
        return "\n".join(["The hidden test is not passed:", *lines, said])[:4000]
    return getattr(error, "full", "")[:4000]


def visible_lines(error, message):
    """The lines of the test cell through which an error came, none if one of them is hidden."""
    lines = lines_of(error, message)
    return [] if set(lines) & set(message.hidden) else lines


def lines_of(error, message):
    return [line for cell, line in shells.lines_in_cells(error) if cell == message.cell]
