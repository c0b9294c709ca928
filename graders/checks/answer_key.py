"""The answer key of an exercise: its inputs, what is expected on each, and what the known mistakes give.

It is stored as JSON in a bundle, and read here. Where the course's declarations are installed, they build it: the
entry point of the group BUILDERS names the module that does.
"""

import ast
import contextlib
import importlib
import json
import linecache
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np

from graders.checks import codec, guard
from graders.checks.compare import Measured

KEYS = Path(__file__).parent / "keys"
# In the browser edition a file that is named .json goes through JavaScript, which rounds a generator's large integers.
ENDING = ".txt" if sys.platform == "emscripten" else ".json"
BUILDERS = "graders.answer_keys"


class GraderError(RuntimeError):
    """The check itself cannot do its work. Never the student's fault, and never a student's zero."""


class AnswerStopped(Exception):
    """The student's function stopped with an error in another process.

    kind: the error's class.  words: its message.  line: the line of code.  text: the whole traceback.
    """

    def __init__(self, kind, words, line="", text=""):
        super().__init__(f"{kind}: {words}")
        self.kind, self.words, self.line, self.text = kind, words, line, text


@dataclass(frozen=True)
class Stopped:
    """A measurement that ended in an error of the class `kind`.

    measuring: whether the function had answered, and its answer is nothing that the probe can measure.
    went_on: whether the guard of a notebook's checks has ended it.
    """

    kind: str
    words: str = ""
    line: str = ""
    measuring: bool = False
    went_on: bool = False

    @property
    def identity(self):
        return self.kind, self.words, self.measuring


class KnownMistake:
    """A known mistake: its identity, the message to the student, and seen(i), what it gives in case i.

    identity: tells mistakes apart in logs and summaries, and shows nothing of the answer.
    see: i -> that measurement. Called only when an answer is wrong, for most answers are right, and once for each case.
    """

    def __init__(self, identity, message, see):
        self.identity, self.message, self.seen = identity, message, cache(see)


@dataclass(frozen=True)
class ExerciseKey:
    """One exercise on given cases; labels, args and expected run in parallel. parameters: what the args are called."""

    name: str
    points: int
    probe: Callable
    call: Callable | None
    returns: tuple[str, ...] | None
    rtol: float
    labels: list[str]
    parameters: list[str]
    args: list[tuple]
    expected: list
    mistakes: list[KnownMistake]


@contextlib.contextmanager
def unwarned():
    """No overflow and no warning is an error, whatever a cell of the notebook has set."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def measure(probe, call, function, args, each_call=guard.NOBODY):
    """What probe sees of function on a copy of args: a dict, or Stopped where the function raised.

    each_call: a context for each call of the function.

    A function that is reached in another process has a method `_through_`, which puts `call` beside it there, and is
    called `_plainly_`, in plain data alone.
    """
    elsewhere = hasattr(function, "_plainly_")  # what comes from another process is a copy already
    if call is not None:
        function = function._through_(call) if elsewhere else partial(call, function)
    elif elsewhere:
        function = function._plainly_

    raised = []

    def answering(*args):
        try:
            with each_call:
                answer = function(*args)
        except BaseException as error:
            raised.append(error)
            raise
        return answer if elsewhere else codec.copy(answer)

    try:
        with unwarned(), contextlib.redirect_stderr(sys.stdout):
            return probe(answering, codec.copy(args))
    except GraderError:
        raise
    except AnswerStopped as stop:
        return Stopped(stop.kind, stop.words, stop.line)
    except codec.Unsupported as error:
        return Stopped("Unsupported", str(error))
    except guard.GoesOn as stop:
        return Stopped(stop.kind, stop.words, _loop_of(function, stop), went_on=True)
    except (Exception, SystemExit) as error:
        measuring = not any(each is one for each in _behind(error) for one in raised)
        return Stopped(type(error).__name__, str(error), line_of(function, error), measuring)


def _behind(error):
    """The error, and those in whose place it was raised."""
    while error is not None:
        yield error
        error = error.__context__


def line_of(function, error):
    """The student's own line in which the error arose, as far as it can be told from the traceback."""
    frames = _frames(function, error)
    return frames[-1].line or "" if frames else ""


def _loop_of(function, error):
    """The line of the innermost `while` around that line, or else `for`; or else the line."""
    for frame in reversed(_frames(function, error)):
        with contextlib.suppress(SyntaxError):
            lines = linecache.getlines(frame.filename)
            loops = [n for n in ast.walk(ast.parse("".join(lines))) if isinstance(n, ast.For | ast.While)]
            around = [n for n in loops if n.lineno <= frame.lineno <= n.end_lineno]
            if around:
                return lines[max(around, key=lambda n: (isinstance(n, ast.While), n.lineno)).lineno - 1]
    return line_of(function, error)


def _frames(function, error):
    """The frames of the traceback that stand in the file or the cell of the function."""
    function = getattr(function, "args", (function,))[0]
    code = getattr(function, "__code__", None)
    return [f for f in traceback.extract_tb(error.__traceback__) if code and f.filename == code.co_filename]


def load(assignment):
    """name -> ExerciseKey on the public cases, for each exercise of the assignment, in order.

    In a bundle they are read from its file; in the repository they are built from the declarations.
    Raises GraderError if neither is there.
    """
    path = KEYS / f"{assignment}{ENDING}"
    if path.exists():
        return dict(_read(path, path.stat().st_mtime_ns))
    builder = _builder(
        f"the checks of {assignment} are not here: unpack its zip again, and keep graders/ beside the notebook"
    )
    return builder.public_keys(assignment)


@cache
def _read(path, changed):
    """What load finds in a file. changed: when the file was, for a process reads each state of it once."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {exercise["name"]: unpack(exercise) for exercise in stored["exercises"]}


def load_hidden(assignment, name, rng):
    """The ExerciseKey on inputs that rng makes. Raises GraderError in a bundle, which holds no reference."""
    builder = _builder("hidden tests run only where the course's references are installed")
    return builder.exercise_key(assignment, name, rng)


def _builder(otherwise):
    """The module that builds keys from the declarations. Raises GraderError, with the words `otherwise`."""
    try:
        return builder()
    except LookupError:
        raise GraderError(otherwise) from None


@cache
def builder():
    """The module that builds keys, found once by a process: that reads what all installed packages say of themselves.

    Raises LookupError if there is none here.
    """
    for entry in entry_points(group=BUILDERS):
        try:
            return entry.load()
        except ModuleNotFoundError:  # installed in this environment, and not reachable from a bundle
            continue
    raise LookupError(BUILDERS)


def pack(exercise):
    """An Exercise as data for json.dump."""
    data = {key: getattr(exercise, key) for key in ("name", "points", "rtol", "labels", "parameters")}
    data["returns"] = list(exercise.returns) if exercise.returns else None
    data["probe"] = reference_to(exercise.probe)
    data["call"] = reference_to(exercise.call) if exercise.call else None
    data["args"] = [codec.encode(args) for args in exercise.args]
    data["expected"] = [pack_seen(seen) for seen in exercise.expected]
    data["mistakes"] = [
        {
            "identity": m.identity,
            "message": m.message,
            "seen": [pack_seen(m.seen(i)) for i in range(len(exercise.args))],
        }
        for m in exercise.mistakes
    ]
    return data


def unpack(data):
    """The Exercise that pack was given."""
    return ExerciseKey(
        name=data["name"],
        points=data["points"],
        probe=referred(data["probe"]),
        call=referred(data["call"]) if data["call"] else None,
        returns=tuple(data["returns"]) if data["returns"] else None,
        rtol=data["rtol"],
        labels=data["labels"],
        parameters=data["parameters"],
        args=[codec.decode(args) for args in data["args"]],
        expected=[_unpack_seen(seen) for seen in data["expected"]],
        mistakes=[
            KnownMistake(m["identity"], m["message"], partial(_unpack_case, m["seen"])) for m in data["mistakes"]
        ],
    )


def reference_to(function):
    """ "module:name" of a function that ships. Raises GraderError for one that does not."""
    if not function.__module__.startswith("graders.checks."):
        raise GraderError(f"{function.__module__}.{function.__qualname__} does not ship: put it into graders/checks/")
    return f"{function.__module__}:{function.__qualname__}"


def referred(reference):
    """The function that reference_to named."""
    module, name = reference.split(":")
    if not module.startswith("graders.checks."):
        raise GraderError(f"{reference} does not ship")
    return getattr(importlib.import_module(module), name)


def pack_seen(seen):
    """A measurement as plain data for JSON: equal for two that are the same to the last bit."""
    if isinstance(seen, Stopped):
        return {"stopped": [seen.kind, seen.words], "measuring": seen.measuring}
    return {
        name: {"measured": [v.value, v.margin]} if isinstance(v, Measured) else {"value": codec.encode(v)}
        for name, v in seen.items()
    }


def _unpack_case(measurements, i):
    return _unpack_seen(measurements[i])


def _unpack_seen(data):
    if "stopped" in data:
        return Stopped(*data["stopped"], measuring=data["measuring"])
    return {
        name: Measured(*item["measured"]) if "measured" in item else codec.decode(item["value"])
        for name, item in data.items()
    }
