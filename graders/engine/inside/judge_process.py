"""The judge's process: runs the test cells as they are written, with stubs in place of the student's functions.

It never runs a line of the student's. What a stub returns is plain data, or stands for an object in the student's
process (`remote`).
"""

import contextlib
import importlib.machinery
import importlib.util
import os
import random
import sys

import numpy as np

from graders.checks import answer_key
from graders.checks.checker import SEED_VARIABLE
from graders.engine import protocol
from graders.engine.inside import remote
from graders.engine.inside import shell as shells
from graders.engine.inside.calls import Calls
from graders.engine.inside.verdict import judged

KIND = "judge"


def prepare(options):
    """In the fork server: the declaration of the assignment, and with it the reference, if it has one."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # nbgrader's word to tests; the student's process is not told
    sys.meta_path.insert(0, Later(options.later))
    with contextlib.suppress(Exception):  # an assignment of plain tests has none; a broken one shows in its checks
        answer_key.builder()
        importlib.import_module("graders.exercises").find(options.assignment)


class Later:
    """Finds these packages as Python would, but loads them when something of them is first used.

    A set-up cell imports TensorFlow for the student; what judges a right answer does not need it.
    """

    def __init__(self, packages):
        self.packages = packages

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target) if name in self.packages else None
        if spec and spec.loader:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


def serve(shell, channel):
    shells.enter(channel.receive())
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None  # nobody reads the judge's
    channel.send(protocol.Ready())
    calls = Calls(channel, shell)
    remote.explain_inspect()
    while True:
        message = channel.receive()
        calls.begin(message)
        calls.give_names()
        if isinstance(message, protocol.SetUp):
            result, _ = shell.run(message.cell, message.source)  # an error in it shows in the tests that need it
            calls.setup_stopped |= calls.used and not result.success
            channel.send(protocol.Done())
        else:
            seed(message.seed)
            try:
                calls.look_at(message.source)
            except answer_key.GraderError as error:  # about this test; the process goes on
                channel.send(protocol.Judged("ungraded", words=str(error)))
                continue
            shell.muted = calls.in_hidden_lines
            result, outputs = shell.run(message.cell, message.source)
            channel.send(judged(result, outputs, message, calls))


def seed(number):
    """All that a test draws at random follows from the seed in the log, so that a grade can be repeated."""
    os.environ[SEED_VARIABLE] = str(number)
    np.random.seed(number % 2**32)  # noqa: NPY002 - the tests of other authors may draw from it
    random.seed(number)
