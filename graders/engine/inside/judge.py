"""The judge's process: runs the test cells as they are written, with stubs in place of the student's functions.

It never runs a line of the student's. What a stub returns was checked to be plain data, and is all it knows.
"""

import builtins
import contextlib
import importlib
import math
import os
import random
import sys
import traceback
from pathlib import Path

import numpy as np
import shell as shells

from graders.checks import answer_key, codec, hints
from graders.checks.checker import SEED_VARIABLE, NotYet

GRADERS = str(Path(answer_key.__file__).parents[1])  # frames of code in here are ours


def prepare(options):
    """In the fork server: the declaration of the assignment, and with it the reference, if it has one."""
    with contextlib.suppress(Exception):  # an assignment of plain tests has none; a broken one shows in its checks
        importlib.import_module("graders.build_key")
        importlib.import_module("graders.assignments").find(options["assignment"])


def serve(shell, channel):
    shells.enter(channel.receive())
    if Path("graders/checks/keys").exists():
        # The visible checks as they were released; loading them is also faster than building them.
        answer_key.KEYS = Path("graders/checks/keys").resolve()
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None  # nobody reads the judge's
    channel.send("ready")
    setup_stopped = False
    while True:
        message = channel.receive() | {"setup_stopped": setup_stopped}
        calls = Calls(channel, message)
        give_names(shell.user_ns, message, calls)
        if message["op"] == "setup":
            result, _ = shell.run(message["cell"], message["source"])  # an error in it shows in the tests that need it
            setup_stopped |= calls.used and not result.success
            channel.send("done")
        else:
            seed(message["seed"])
            result, outputs = shell.run(message["cell"], message["source"])
            channel.send("verdict", **verdict(result, outputs, message, calls))


def seed(number):
    """All that a test draws at random follows from the seed in the log, so that a grade can be repeated."""
    os.environ[SEED_VARIABLE] = str(number)
    np.random.seed(number % 2**32)  # noqa: NPY002 - the tests of other authors may draw from it
    random.seed(number)


def give_names(namespace, message, calls):
    """The student's names: stubs for functions, copies of data. What the student has not made must not be there."""
    message["unsupported"] = []
    for name in message["missing"]:
        namespace.pop(name, None)
    for name, found in message["found"].items():
        if "function" in found:
            namespace[name] = Stub(calls, found["function"], name)
            continue
        namespace.pop(name, None)
        try:
            namespace[name] = codec.decode(found.get("value", {}))
            calls.used = True
        except codec.Unsupported:
            message["unsupported"].append(name)


class Stub:
    """Stands for a function of the student's. Calls travel; changes to the arguments come back into the caller's."""

    def __init__(self, calls, function, name, beside=None):
        self.calls, self.function, self.__name__, self.beside = calls, function, name, beside

    def __call__(self, *args, **kwargs):
        return self.calls.make(self.function, self.beside, args, kwargs)

    def __repr__(self):
        return f"<the student's function {self.__name__}>"

    def hint(self, exercise):
        """What a search of the student's own code finds for an exercise, in the student's process: a Hint, or None."""
        found = self.calls.hint(self.function, exercise.name)
        return found and hints.Hint(tuple(map(tuple, found["spots"])), found["family"], found["text"])

    def through(self, call):
        """A stub for call(function, ...), which runs beside the student's function; call ships with the bundle."""
        return Stub(self.calls, self.function, self.__name__, answer_key.reference_to(call))


class Calls:
    """The way of one test's calls to the student's process."""

    def __init__(self, channel, message):
        self.channel, self.message, self.used = channel, message, False
        self.missing = None  # what a NameError of the student's code was about

    def make(self, function, through, args, kwargs):
        """The answer. Raises AnswerStopped if the student's code did, codec.Unsupported if it is not plain data."""
        try:
            sent = codec.encode(args), codec.encode(kwargs)
        except codec.Unsupported as error:
            if self.used:  # it may be an answer that is handed back, or was made of one
                raise
            raise answer_key.GraderError(
                f"a test hands over what cannot travel to the student's function: {error}"
            ) from None
        self.used, hidden = True, bool(set(self.lines()) & set(self.message["hidden"]))
        self.channel.send("call", function=function, through=through, args=sent[0], kwargs=sent[1], hidden=hidden)
        reply = self.channel.receive()
        if "stopped" in reply:
            self.missing = reply["stopped"].pop("missing") or self.missing
            raise stopped(**reply["stopped"])
        if "unsupported" in reply:
            raise codec.Unsupported(reply["unsupported"])
        value = codec.decode(reply["value"])
        if reply["after"]:
            for mine, after in zip((args, kwargs), reply["after"], strict=True):
                try:
                    write_back(mine, codec.decode(after))
                except (ValueError, TypeError, AttributeError) as error:
                    raise codec.Unsupported(f"an argument came back changed: {error}") from None
        if not (reply["quiet"] and isinstance(sys.stdout, shells.Stream)):  # what it prints could quote a hidden input
            sys.stdout.write(reply["printed"])
        return value

    def hint(self, function, exercise):
        """The fields of a Hint, or None."""
        self.channel.send("hint", function=function, exercise=exercise)
        return self.channel.receive()["hint"]

    def lines(self):
        """The lines of the test cell that are being run: a hidden one may call a helper that is not hidden."""
        frame = sys._getframe()
        while frame:
            if frame.f_code.co_filename.startswith(f"<cell {self.message['cell']} "):
                yield frame.f_lineno
            frame = frame.f_back


def stopped(kind, base, words, line, text):
    """An AnswerStopped that is also of the built-in class that the student raised, for tests that expect it."""
    base = getattr(builtins, base, None)
    plain = isinstance(base, type) and issubclass(base, Exception) and base is not Exception
    ends_loops = plain and issubclass(base, (StopIteration, StopAsyncIteration))  # and a test's loop would take it so
    bases = (answer_key.AnswerStopped, base) if plain and not ends_loops else (answer_key.AnswerStopped,)
    try:
        return type("AnswerStopped", bases, {})(kind, words, line, text)
    except TypeError:  # a class that wants other arguments
        return answer_key.AnswerStopped(kind, words, line, text)


def write_back(mine, after):
    """Change mine, an argument, into what it was after the call, as far as it can change in place."""
    if type(mine) is np.ndarray and type(after) is np.ndarray:
        if (mine.shape, mine.dtype) != (after.shape, after.dtype):
            raise ValueError("of another shape or type")
        mine[...] = after
    elif type(mine) is np.random.Generator and type(after) is np.random.Generator:
        codec.go_on(mine, after)
    elif type(mine) is dict and type(after) is dict:
        kept = {key: mine[key] for key in after if key in mine}
        mine.clear()
        mine.update({key: merged(kept[key], value) if key in kept else value for key, value in after.items()})
    elif type(mine) is list and type(after) is list:
        mine[:] = [merged(mine[i], value) if i < len(mine) else value for i, value in enumerate(after)]
    elif type(mine) is tuple and type(after) is tuple:
        for old, new in zip(mine, after, strict=False):
            write_back(old, new)


def merged(mine, after):
    """The same object, changed, if it could change in place; else the other."""
    changeable = type(mine) is type(after) and type(mine) in (np.ndarray, np.random.Generator, dict, list)
    if not changeable or (type(mine) is np.ndarray and (mine.shape, mine.dtype) != (after.shape, after.dtype)):
        return after
    write_back(mine, after)
    return mine


# -- the verdict ---------------------------------------------------------------------------------------------------


def verdict(result, outputs, message, calls):
    """What a test says: outcome "right", "wrong" or "ungraded", a partial score or None, and words for the student."""
    said = {"partial": None, "words": "", "undefined": None, "printed": ""}
    said |= {"mistake": None, "hint": None, "assertion": False}
    if not message["hidden"]:
        said["printed"] = shells.printed(outputs)[:10_000]
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return {**said, "outcome": "right", "partial": points(result.result)}
    if isinstance(error, NameError) and error.name in message["missing"]:
        words = f"`{error.name}` is not defined: its cell was deleted, stopped with an error, or took too long."
        return {**said, "outcome": "wrong", "words": words, "undefined": error.name}
    if isinstance(error, NameError) and error.name in message["unsupported"]:
        words = f"`{error.name}` is not made of numbers, strings, lists, dicts and plain arrays."
        return {**said, "outcome": "wrong", "words": words}
    if is_ours(error, calls):
        return {**said, "outcome": "ungraded", "words": "".join(traceback.format_exception(error))[-4000:]}
    if isinstance(error, NotYet):
        said |= {"mistake": error.mistake, "hint": error.hint and error.hint[1]}
    elif isinstance(error, AssertionError):
        said["assertion"] = bool(visible_lines(error, message))
    return {**said, "outcome": "wrong", "words": words_for(error, message), "undefined": calls.missing}


def points(value):
    """The number that a test ends with, None if it ends with none."""
    if not isinstance(value, (int, float, np.integer, np.floating)) or type(value) is bool:
        return None
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value > 0 or -1)


def is_ours(error, calls):
    """Whether a test failed through no fault of the student's.

    An assertion is a verdict, and so is an error of the student's code. Any other error in our own code, or before
    anything of the student's was looked at, is ours.
    """
    if isinstance(error, answer_key.GraderError):
        return True
    if isinstance(error, (AssertionError, answer_key.AnswerStopped, codec.Unsupported)):
        return False  # (an Unsupported before any answer came would have been a GraderError)
    if isinstance(error, NameError) and calls.message["setup_stopped"]:
        return False  # a cell of the release that needs the student's work has not made this name
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    ours = any(name.startswith(GRADERS) for name in files) and not isinstance(error, MemoryError)
    return not calls.used or ours


def words_for(error, message):
    """What the student reads: nothing of a hidden test but that it was not passed, or which mistake it names."""
    if isinstance(error, answer_key.AnswerStopped):
        return error.text
    if hasattr(error, "_render_traceback_"):  # check's own, whose message is made for the student
        return str(error)
    lines = visible_lines(error, message)
    if not lines:
        return "A hidden test is not passed."
    source = message["source"].splitlines()[lines[-1] - 1].strip()
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"This test is not passed: {source}\n{words[:2000]}"


def visible_lines(error, message):
    """The lines of the test cell through which an error came, none if one of them is hidden."""
    lines = [line for cell, line in shells.lines_in_cells(error) if cell == message["cell"]]
    return [] if set(lines) & set(message["hidden"]) else lines
