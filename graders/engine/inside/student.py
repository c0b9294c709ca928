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
from pathlib import Path

import codec
import numpy as np
import shell as shells


def prepare(options):
    """In the fork server: nothing that the imports have not done."""


def serve(shell, channel):
    settle(channel.receive())
    snapshots, me = {}, os.getpid()
    channel.send("ready")
    while True:
        message = channel.receive()
        reply = {"run": run, "snapshot": snapshot, "call": call, "hint": hint}[message["op"]](shell, message, snapshots)
        if os.getpid() != me:
            os._exit(0)  # a fork that the code made, and that came back here
        channel.send("reply", id=message["id"], **reply)


@contextlib.contextmanager
def interruptible():
    """Let interrupts through only while the student's code runs: one that comes a moment too late stops nothing."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def settle(start):
    """The folder that the notebook runs in: the bundle's files and the data that the student handed in."""
    shells.enter(start)
    for name, data in start["files"].items():
        if not Path(name).exists():
            Path(name).write_bytes(bytes.fromhex(data))
    sys.path[:] = [path for path in sys.path if path]  # nothing that is handed in is ever imported
    np.random.seed(start["seed"] % 2**32)  # noqa: NPY002 - students may draw from it
    random.seed(start["seed"])


def run(shell, message, snapshots):
    with contextlib.suppress(KeyboardInterrupt), interruptible():
        shell.run(message["cell"], message["source"])
    return {"outputs": [joined(output) for output in shell.outputs]}


def joined(output):
    return {**output, "parts": None, "text": "".join(output["parts"])} if output.get("parts") else output


def snapshot(shell, message, snapshots):
    """Hold on to what these names mean now, for a test that is judged later: a function stays here, data is sent."""
    found = {}
    for name in message["names"]:
        if name not in shell.user_ns:
            continue
        value = shell.user_ns[name]
        if callable(value):
            snapshots[f"{message['test']}:{name}"] = value
            found[name] = {"function": f"{message['test']}:{name}"}
            continue
        try:
            found[name] = {"value": codec.encode(value)}
        except codec.Unsupported as error:
            found[name] = {"unsupported": str(error)}
    return {"found": found}


def call(shell, message, snapshots):
    """Call a function of a snapshot. The arguments come back as they are afterwards, unless they are as they were."""
    try:
        function = snapshots[message["function"]]
        args, kwargs = codec.decode(message["args"]), codec.decode(message["kwargs"])
        if message["through"]:
            module, name = message["through"].split(":")
            function = functools.partial(getattr(importlib.import_module(module), name), function)
        with shell.fresh_streams() as outputs, interruptible():
            value = function(*args, **kwargs)
        after = [codec.encode(args), codec.encode(kwargs)]
        if after == [message["args"], message["kwargs"]]:
            after = None
        return {"value": codec.encode(value), "after": after, "printed": shells.printed(outputs)}
    except codec.Unsupported as error:
        return {"unsupported": str(error)}
    except BaseException as error:
        kinds = [kind.__name__ for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind]
        return {
            "kind": type(error).__name__,
            "base": kinds[0] if kinds else "Exception",
            "words": str(error)[:2000],
            "missing": getattr(error, "name", None) if isinstance(error, NameError) else None,
            "lines": shells.lines_in_cells(error),
        }


def hint(shell, message, snapshots):
    """Where a small edit of the student's own code would make a visible test pass: the cell, its lines, the family.

    message: the test's "function" and its "exercise" and "assignment", or if it is a test of plain asserts its
    "source", and the "cells" that the student wrote, {cell: source}.
    """
    with shell.fresh_streams(), contextlib.suppress(Exception, KeyboardInterrupt), interruptible():
        cell, found = search(shell, message, snapshots)
        if found:
            return {"cell": cell, "spots": found.spots, "family": found.family}
    return {}


def search(shell, message, snapshots):
    from graders.checks import answer_key, hints  # no other submission needs them

    if message["source"] is None:
        function = snapshots[message["function"]]
        exercise = answer_key.load(message["assignment"])[message["exercise"]]
        return shells.cell_of(function.__code__), hints.search(function, exercise)
    for cell, source in message["cells"].items():
        names = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
        used = [name for name in names if re.search(rf"\b{name}\b", message["source"])]
        found = hints.for_assertion(message["source"], shell.user_ns, dict.fromkeys(used, source)) if used else None
        if found:
            return cell, found
    return None, None
