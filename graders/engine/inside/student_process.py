"""The student's process: runs the cells, and then answers calls of the functions that they defined.

Everything here may be changed by the code that it runs. Nothing that it says is believed: it is data to be judged.
"""

import ast
import builtins
import contextlib
import functools
import importlib
import os
import random
import re
import signal
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graders.checks import answer_key, codec
from graders.engine import protocol
from graders.engine.inside import handles, in_place, reach
from graders.engine.inside import shell as shells

KIND = "student"


def prepare(options):
    """In the fork server: nothing that the imports have not done."""


def serve(shell, channel):
    settle(channel.receive())
    snapshots, me = Snapshots(shell.user_ns), os.getpid()
    channel.send(protocol.Ready())

    def answer(request):
        body = request.body
        if body.__class__ is protocol.Call:  # (the student's code may have replaced any built-in function)
            reply = call(shell, body, snapshots, handles.Asking(channel, request.id, answer))
        else:
            reply = ANSWERS[type(body)](shell, body, snapshots)
        if os.getpid() != me:
            os._exit(0)  # a fork that the code made, and that came back here
        if isinstance(0, str):
            os._exit(1)  # replaced, and no cell could run any more: a new process does without the cell that did it
        channel.send(protocol.Reply(request.id, reply))

    while True:
        answer(channel.receive())


@contextlib.contextmanager
def interruptible():
    """Let interrupts through only while the student's code runs: one that comes a moment too late stops nothing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_IGN)


def settle(start):
    """The folder that the notebook runs in: the bundle's files and the data that the student handed in."""
    shells.enter(start)
    for name, data in start.files.items():
        if not Path(name).exists():
            Path(name).write_bytes(data)
    # Last comes the notebook's folder, for modules that a cell writes: none of them takes the place of another.
    sys.path[:] = [*(path for path in sys.path if path), ""]
    np.random.seed(start.seed % 2**32)  # noqa: NPY002 - students may draw from it
    random.seed(start.seed)


def run(shell, message, snapshots):
    """Run a cell; of a "released" one, whatever the student's own version has not made."""
    stopped, source = True, message.source
    with contextlib.suppress(KeyboardInterrupt), interruptible():
        importlib.invalidate_caches()  # for a module that the cell before has written a moment ago
        source = missing_from(shell, source) if message.passing == "released" else source
        result, _ = shell.run(message.cell, source, message.passing)
        stopped = not result.success
    passed = [protocol.Passed(line, kind_of(error), str(error)[:200]) for line, error in shell.passed[:20]]
    return protocol.Ran([sent(output) for output in shell.outputs], stopped, passed)


def missing_from(shell, source):
    """The statements of a cell whose names are not there."""
    body = ast.parse(shell.transform_cell(source)).body
    return "\n".join(ast.unparse(node) for node in body if shells.made_by(node) - shell.user_ns.keys())


def sent(output):
    """An output of the shell's as it is sent."""
    if output["type"] == "stream":
        return protocol.Stream(output["name"], "".join(output["parts"]))
    if output["type"] == "error":
        return protocol.Error(output["ename"], output["evalue"], [str(line) for line in output["traceback"]])
    return protocol.Display({mime: text for mime, text in output["data"].items() if text.__class__ is str})


def kind_of(error):
    """The name of an error's class, if it can be one."""
    name = type(error).__name__
    return name if re.fullmatch(r"\w{1,60}", name) else "Exception"


class Snapshots(dict):
    """{test: Snapshot}, and the notebook's namespace, which is as it was at one test for the calls of that test."""

    def __init__(self, namespace):
        super().__init__()
        self.namespace, self.now, self.changed, self.later = namespace, None, set(), {}

    def take(self, test, names):
        made = {name: self.namespace[name] for name in names if callable(self.namespace.get(name))}
        state = reach.fingerprint(made.values(), self.namespace)
        self[test] = Snapshot(dict(self.namespace), state, handles.Objects(made), settings())

    def go_to(self, test):
        """Bind all names as they were bound where the test stands. What its calls rebind stays so for its next call."""
        if self.now == test:
            return
        if self.now is None:
            self.begin()
        if self.now in self:
            self[self.now].names, self[self.now].settings = dict(self.namespace), settings()
        self.now = test
        self.bind(self.later | self[test].names)
        restore(self[test].settings)

    def begin(self):
        """Before the first call, for that may change something, too: what have the cells below each test changed?

        A name that had no meaning at a test keeps the one that it got later, for only an error could come of it; but
        the name of a built-in had one.
        """
        self.later = {name: value for name, value in self.namespace.items() if not hasattr(builtins, name)}
        for test in self:
            self.bind(self[test].names)
            if self[test].state != reach.fingerprint(self[test].objects.functions.values(), self.namespace):
                self.changed.add(test)

    def bind(self, names):
        self.namespace.clear()
        self.namespace.update(names)

    def is_stale(self, test):
        """Whether a later cell has changed in place what functions of this test can reach."""
        self.go_to(test)
        return test in self.changed


@dataclass
class Snapshot:
    """names: what every global name was bound to. state: the fingerprint of its functions.

    objects: what its calls have brought about that is not plain data. settings: as of settings().
    """

    names: dict
    state: int | None
    objects: handles.Objects
    settings: tuple


def settings():
    """What a cell sets for the whole process and a function above it would notice."""
    folder = "."
    with contextlib.suppress(OSError):  # it is deleted
        folder = os.getcwd()
    return np.geterr(), list(warnings.filters), folder


def restore(before):
    """Set again what settings() returned."""
    errors, filters, folder = before
    np.seterr(**errors)
    if filters != warnings.filters:
        warnings.resetwarnings()
        warnings.filters[:] = filters
    with contextlib.suppress(OSError):
        os.chdir(folder)


def snapshot(shell, message, snapshots):
    """Hold on to what these names mean now, for a test that is judged later: a function stays here, data is sent."""
    found = {}
    snapshots.take(message.test, message.names)
    objects = snapshots[message.test].objects
    for name in message.names:
        if name not in shell.user_ns:
            continue
        value = shell.user_ns[name]
        try:
            if callable(value) and not isinstance(value, type):
                found[name] = protocol.Function()
            else:
                found[name] = protocol.Value(codec.encode(value, handles.Wire(objects)))
        except Exception:  # what a class of the student's raises when it is looked at, too
            found[name] = protocol.Unusable()
    return protocol.Taken(found)


def written(shell, request, snapshots):
    """The files that the notebook wrote beside itself, of the kinds asked for, as far as they fit."""
    files, room = {}, request.most
    with contextlib.suppress(Exception):
        for path in sorted(Path(request.folder).iterdir()):
            wanted = path.name not in request.known and path.suffix.lower() in request.kinds
            if wanted and path.is_file() and not path.is_symlink() and path.stat().st_size <= room:
                files[path.name] = path.read_bytes()
                room -= path.stat().st_size
    return protocol.Written(files)


def call(shell, message, snapshots, asking):
    """Do with a function or an object of a snapshot what a test does."""
    try:
        if snapshots.is_stale(message.test):
            return protocol.Stale()
        objects = snapshots[message.test].objects
        before, objects.asking = (objects.asking, shell.outputs), asking
        try:
            return reply_to(shell, message, objects)
        finally:
            objects.asking, shell.outputs = before
    except codec.Unsupported as error:
        return protocol.NotPlain(str(error)[:300])
    except BaseException as error:
        return raised(error, None)


def reply_to(shell, message, objects):
    """The reply to a Call: the answer or the error, and what has changed in the arguments and the names."""
    plainly = message.do is None  # a declared exercise: no references
    sent = codec.Wire() if plainly else handles.Wire(objects)
    args, kwargs = codec.decode(message.args, sent), codec.decode(message.kwargs, sent)
    handles.bind(message.names, shell.user_ns, objects)
    watched, held, end = handles.Watched(message.watch, shell.user_ns, objects), in_place.held(sent), False
    back = codec.Wire(sent) if plainly else handles.Wire(objects, sent)
    try:
        # A check in the notebook calls a declared exercise in the same way; a plain test does not.
        quietly = answer_key.unwarned() if plainly else contextlib.nullcontext()
        with handles.patched(message.patches, objects), quietly, shell.fresh_streams() as outputs, interruptible():
            value = done(message, objects, args, kwargs)
    except codec.Unsupported:
        raise
    except BaseException as error:
        end = message.do == "next" and isinstance(error, StopIteration)
        if not end:
            return raised(error, None if plainly else objects, in_place.changes(sent, held, back), watched.changes())
        value = None
    after = in_place.changes(sent, held, back)
    value = codec.encode(value, None if plainly else back)
    return protocol.Answered(value, after, shells.printed(outputs)[: protocol.PRINTED], watched.changes(), end)


def done(message, objects, args, kwargs):
    """What the operation that a Call asks for returns; without one, a call of the function."""
    target = objects.find(message.target)
    if message.do:
        return handles.OPERATIONS[message.do](target, *args, **kwargs)
    if message.through:
        module, helper = message.through.split(":")
        target = functools.partial(getattr(importlib.import_module(module), helper), target)
    return target(*args, **kwargs)


def raised(error, objects, after=None, names=None):
    """What is said of an error. objects: where one of a class of the student's own is kept, for a test to catch."""
    kinds = [kind.__name__ for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind]
    own = None
    if objects and kinds and kinds[0] != type(error).__name__:
        with contextlib.suppress(Exception):
            own = objects.describe(error)
    missing = getattr(error, "name", None) if isinstance(error, NameError) else None
    missing = missing if isinstance(missing, str) and len(missing) <= 200 else None
    lines, base = shells.lines_in_cells(error), kinds[0] if kinds else "Exception"
    return protocol.Raised(kind_of(error), base, str(error)[:2000], missing, lines, own, after, names or {})


def hint(shell, message, snapshots):
    """Where a small edit of the student's own code would make a visible test pass. message: protocol.Search."""
    with shell.fresh_streams(), contextlib.suppress(Exception, KeyboardInterrupt):
        snapshots.go_to(message.test)
        with interruptible():
            cell, found = search(shell, message, snapshots)
        if found:
            return protocol.Spots(cell, found.spots, found.family)
    return protocol.Spots()


def search(shell, message, snapshots):
    from graders.checks import hints  # no other submission needs them

    if message.source is None:
        function = snapshots[message.test].objects.functions[message.function]
        exercise = answer_key.load(message.assignment)[message.exercise]
        return shells.cell_of(function.__code__), hints.search(function, exercise)
    for cell, source in message.cells.items():
        names = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
        used = [name for name in names if re.search(rf"\b{name}\b", message.source)]
        found = hints.for_assertion(message.source, shell.user_ns, dict.fromkeys(used, source)) if used else None
        if found:
            return cell, found
    return None, None


ANSWERS = {protocol.Run: run, protocol.Snapshot: snapshot, protocol.Collect: written, protocol.Search: hint}
