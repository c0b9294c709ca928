"""The student's process: runs the cells one by one, is started again when it dies, and answers the judge's calls."""

import builtins
import json
import os
import re
import secrets
import select
import shutil
import signal
import socket
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field

import nh3

from graders.checks import hints, numpy_names
from graders.engine import EngineError, sandbox
from graders.engine.submission import memory_for, printable, well_formed

START, GRACE = 30, 2  # seconds that a fork may take to be ready, and an interrupted cell to stop
HINT = 6  # seconds for a hint, with what the search does before it looks at the clock
MESSAGE, MESSAGES = 96 << 20, 100_000  # bytes of one answer; messages for one request
RAW, IMAGE = 64 << 10, 2 << 20  # bytes written past Python that are kept; characters of an image


@dataclass(frozen=True)
class Limits:
    """What a submission may use. Seconds: of a cell or a test, and of all. memory, file: bytes."""

    cell_seconds: float = 30
    total_seconds: float = 180
    memory: int = 4 << 30
    processes: int = 128
    file: int = 256 << 20


class ProcessDied(Exception):
    """The student's or the judge's process has died, or had to be given up. The message says why, to the student."""


class Timeout(Exception):
    """The process did not answer within its time, and may still be running."""


@dataclass
class Ran:
    """What became of a cell.

    stopped: whether it did not come to its end. passed: the lines that were passed over, in words. why: what ended it
    from outside, or None.
    """

    outputs: list = field(default_factory=list)
    stopped: bool = True
    passed: list = field(default_factory=list)
    why: str | None = None


class Process:
    """What a fork server has forked: lines of JSON go to it, and lines of JSON come back, which may be lies."""

    def __init__(self, server, limits, start):
        self.server, self.buffer, self.raw, self.count = server, bytearray(), bytearray(), 0
        self.pid, self.place = 0, "/submission"
        self.sock, theirs = socket.socketpair()
        self.pipe, writer = os.pipe()
        os.set_blocking(self.pipe, False)
        self.pidfds, self.cgroup = [], None
        try:
            with theirs, open(writer, "wb"):
                limit = {**asdict(limits), "seconds": int(limits.total_seconds) + 10}
                server.ready().ask({"sandbox": server.sandboxed, "limits": limit}, theirs.fileno(), writer)
            self.born(limits)
            self.send(**start, folder=self.make_folder(), bundle=server.bundle)
            answer = self.receive(START)
            if answer["op"] != "ready":
                raise ProcessDied(answer.get("text", "it did not get ready"))
        except (ProcessDied, Timeout, OSError, EngineError) as error:
            self.kill()
            if isinstance(error, EngineError):
                raise
            raise EngineError(f"the {server.kind}'s process did not start: {error}; {server.said()}") from None

    def born(self, limits):
        """Wait for the fork, which waits for our first message, and set the bounds of its tree."""
        self.sock.settimeout(START)
        word, descriptors, *_ = socket.recv_fds(self.sock, 2000, 2)
        if not word.startswith(b"born"):
            raise ProcessDied(word.decode("utf-8", "replace"))
        self.pid = int(word.split()[1])
        if self.server.sandboxed:
            self.pidfds = descriptors
            try:
                self.cgroup = sandbox.Cgroup(self.pidfds, limits.memory, limits.processes)
            except OSError:
                self.cgroup = sandbox.Watchdog(self.pidfds[0], limits.memory)
        self.sock.setblocking(False)
        self.poll = select.poll()
        for thing in (self.sock.fileno(), self.pipe):
            self.poll.register(thing, select.POLLIN)

    def make_folder(self):
        """The folder that it works in: in a sandbox it is there already, and its own."""
        if not self.server.sandboxed:
            self.place = tempfile.mkdtemp(dir=self.server.scratch)
        return self.place

    def send(self, **message):
        self.count = 0
        self.sock.settimeout(START)
        try:
            self.sock.sendall(json.dumps(message).encode() + b"\n")
        except OSError:
            raise ProcessDied("the process ended") from None
        finally:
            self.sock.setblocking(False)

    def receive(self, seconds):
        """The next message, a dict with a string "op". Raises Timeout, ProcessDied."""
        deadline, scanned = time.monotonic() + seconds, 0
        while True:
            end = self.buffer.find(b"\n", scanned)
            if end >= 0:
                line = bytes(self.buffer[:end])
                del self.buffer[: end + 1]
                self.count += 1
                return self.understood(line)
            scanned = len(self.buffer)
            if scanned > MESSAGE:
                raise ProcessDied("it sent more than an answer may hold")
            left = deadline - time.monotonic()
            if left <= 0:
                raise Timeout
            ready = {descriptor for descriptor, _ in self.poll.poll(left * 1000)}
            if self.pipe in ready:
                self.drain()
            if self.sock.fileno() in ready:
                self.fill()

    def reply(self, ticket, seconds):
        """The message that answers the request with this id. Others, forged or too late, are passed over."""
        deadline = time.monotonic() + seconds
        while True:
            message = self.receive(deadline - time.monotonic())
            if message.get("id") == ticket:
                return message

    def understood(self, line):
        self.size = len(line)
        if self.count > MESSAGES:
            raise ProcessDied("it sent more messages than it was asked for")
        try:
            with memory_for(len(line)):
                message = json.loads(line, parse_constant=float)
        except (ValueError, RecursionError, MemoryError):
            message = None
        if type(message) is not dict or type(message.get("op")) is not str:
            raise ProcessDied("it sent what is not an answer")
        return message

    def drain(self):
        """What is written to descriptors 1 and 2 past Python (C code, other programs): the beginning is kept."""
        with suppress(BlockingIOError):
            data = os.read(self.pipe, 1 << 16)
            if not data:
                self.poll.unregister(self.pipe)
            self.raw += data[: max(0, RAW - len(self.raw))]

    def fill(self):
        try:
            data = self.sock.recv(1 << 20)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            raise ProcessDied("the process ended")
        self.buffer += data

    def interrupt(self):
        with suppress(ProcessLookupError):
            if self.pidfds:
                signal.pidfd_send_signal(self.pidfds[1], signal.SIGINT)
            elif self.pid:
                os.kill(self.pid, signal.SIGINT)

    def kill(self):
        """End the whole tree, and wait until it is gone."""
        if self.pidfds:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfds[0], signal.SIGKILL)
            gone = select.poll()
            gone.register(self.pidfds[0], select.POLLIN)
            gone.poll(10_000)
            if self.cgroup:
                self.cgroup.close()
            for descriptor in self.pidfds:
                os.close(descriptor)
            self.pidfds = []
        if self.pid and not self.server.sandboxed:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            shutil.rmtree(self.place, ignore_errors=True)
        self.pid = 0
        if self.pipe is not None:
            self.sock.close()
            os.close(self.pipe)
            self.pipe = None


class Student:
    """One submission's process, in two phases: first `run` and `snapshot`, cell by cell; then `call`, for the judge.

    The cells' outputs are complete before the first input of a hidden test arrives, so none can show one. When the
    process dies a new one is forked, and what had run before is run again, but for the cell in which it died.
    """

    def __init__(self, server, limits, start, sources):
        self.server, self.limits, self.start, self.sources = server, limits, start, sources
        self.process, self.steps, self.starts = None, [], 0
        self.done, self.aim = 0, None  # steps that this process has behind it; the test that it went back to, if any
        self.spent, self.allowed = 0.0, 0.0  # seconds that we waited for it, and that a test's calls may still take
        self.room = {"text": TEXT_IN_ALL, "pictures": PICTURES_IN_ALL, "snapshots": MESSAGE}  # what it may still send
        self.knows = False  # whether this process has had an input of a hidden test

    def left(self, seconds):
        """How much of these seconds the submission still has. Raises ProcessDied if it has used up its time."""
        left = min(seconds, self.limits.total_seconds - self.spent)
        if left <= 0:
            raise ProcessDied(f"the notebook has used up its {self.limits.total_seconds:g} seconds")
        return left

    def alive(self):
        """The process, with all behind it that it needs; if there is none (any more), a new one.

        That is everything, or if it went back to a test, what stands above this.
        """
        while self.process is None or self.done < self.needed():
            try:
                if self.process is None:
                    self.begin()
                while self.done < self.needed():
                    self.ask(self.limits.cell_seconds, **self.steps[self.done])
                    self.done += 1
            except (ProcessDied, Timeout):
                if self.process is None:
                    raise
                self.drop()
                if self.steps[self.done]["op"] == "run":
                    del self.steps[self.done]
        return self.process

    def begin(self):
        """Start a process. Raises ProcessDied if there have been too many."""
        self.left(1)
        self.starts += 1
        if self.starts > 2 * len(self.sources) + 3:  # each cell may cost two: it died, and then a test of it
            raise ProcessDied("the process died too often")
        began, self.knows, self.done = time.monotonic(), False, 0
        self.process = Process(self.server, self.limits, self.start)
        if self.starts > 1:  # the first start is not charged
            self.spent += time.monotonic() - began

    def needed(self):
        """How many of the steps the process must have behind it."""
        if self.aim is None:
            return len(self.steps)
        return next(number for number, step in enumerate(self.steps, 1) if step.get("test") == self.aim)

    def did(self, step):
        self.steps.append(step)
        self.done += 1

    def go_back(self, test):
        """To where a test stands: a later cell has changed in place what its functions use."""
        self.aim = test
        self.drop()
        with self.uncharged():
            self.alive()

    def go_on(self, test):
        """Once it went back, from one test to the next."""
        if self.aim not in (None, test):
            before, self.aim = self.needed(), test
            if self.needed() < before:
                self.drop()
            with self.uncharged():
                self.alive()

    @contextmanager
    def uncharged(self):
        """For cells that run again on our account: they may take what they took, and the student pays nothing."""
        account, self.spent = (self.spent, self.allowed), 0.0
        try:
            yield
        finally:
            self.spent, self.allowed = account

    def ask(self, seconds, **message):
        """(reply, whether its time ran out): at the time's end it is interrupted.

        Raises Timeout if that does not help within a moment, ProcessDied if the process died.
        """
        ticket, began = secrets.token_hex(8), time.monotonic()
        try:
            self.process.send(**message, id=ticket)
            return self.process.reply(ticket, self.left(seconds)), False
        except Timeout:
            self.process.interrupt()
            return self.process.reply(ticket, GRACE), True
        finally:
            took = time.monotonic() - began
            self.spent, self.allowed = self.spent + took, self.allowed - took

    def drop(self):
        if self.process:
            began = time.monotonic()
            self.process.kill()
            self.process = None
            self.spent += time.monotonic() - began

    def run(self, cell, source, passing=None):
        """Run a cell; `passing`: see Shell.run and `run` in inside/. Returns what became of it, a Ran."""
        step, kept = {"op": "run", "cell": cell, "source": source, "passing": passing}, Ran()
        try:
            process = self.alive()
            process.raw.clear()  # what the cells wrote when they ran once more is not this cell's
            reply, timed_out = self.ask(self.limits.cell_seconds, **step)
            self.did(step)
            began = time.monotonic()
            kept.outputs = clean_outputs(reply.get("outputs"), self.room)
            self.spent += time.monotonic() - began  # some HTML takes long to clean
            if process.raw:
                text = well_formed(process.raw.decode("utf-8", "replace"))
                kept.outputs.append({"output_type": "stream", "name": "stdout", "text": text})
            kept.stopped, kept.passed = reply.get("stopped") is True, list(self.passed_over(cell, reply.get("passed")))
            kept.why = f"stopped after {self.limits.cell_seconds:g} seconds" if timed_out else None
        except Timeout:
            self.drop()
            kept.why = f"stopped after {self.limits.cell_seconds:g} seconds"
        except ProcessDied as error:
            self.drop()
            kept.why = str(error)
        return kept

    def passed_over(self, cell, said):
        """What a reply says of lines that were passed over, in words."""
        said = [each for each in (said if type(said) is list else [])[:20] if type(each) is list and len(each) == 3]
        for line, kind, words in said:
            place = self.line_of_code([cell, line])
            if place and type(kind) is str and type(words) is str and re.fullmatch(r"\w{1,60}", kind):
                where, _, code = place.strip().partition(": ")
                words = (numpy_names.explained(words) if kind == "AttributeError" else None) or words
                yield printable(f"{where}: `{code}` failed and was passed over ({kind}: {words[:200]})")

    def snapshot(self, test, names):
        """What these names stand for now: {name: {"function": …} or {"value": …}}, without those that are missing."""
        step = {"op": "snapshot", "test": test, "names": names}
        try:
            self.alive()
            reply, _ = self.ask(self.limits.cell_seconds, **step)
        except (ProcessDied, Timeout):
            self.drop()
            return {}
        self.did(step)
        self.room["snapshots"] -= self.process.size
        found = reply.get("found") if self.room["snapshots"] >= 0 else None
        found = found if type(found) is dict else {}
        return {name: snapshot_of(name, test, found[name]) for name in names if type(found.get(name)) is dict}

    def call(self, request):
        """The reply to a call of the judge's, as the judge's process takes it (see inside/judge.py)."""
        seconds = max(self.allowed, 0)
        try:
            if not seconds:
                raise Timeout
            test = request["function"].rpartition(":")[0]
            self.go_on(test)
            self.alive()
            self.allowed = seconds  # if cells had to run again, this test is not charged for it
            message = {key: request[key] for key in ("function", "through", "args", "kwargs")}
            reply, timed_out = self.answer(seconds, test, message)
            if self.knows and not request["hidden"] and not timed_out and ("kind" in reply or "unsupported" in reply):
                # Its words could quote a hidden input, so we take those of a process that has had none.
                self.drop()
                with self.uncharged():
                    self.alive()
                reply, timed_out = self.answer(seconds, test, message)
            if timed_out:
                raise Timeout
            known, self.knows = self.knows, self.knows or request["hidden"]
            return self.reply(reply, request["hidden"]) | {"quiet": known}
        except Timeout:
            self.drop()
            words = f"no answer after {seconds:.0f} seconds"
            return {"stopped": self.stopped("TimeoutError", "TimeoutError", words, [], False)}
        except ProcessDied as error:
            self.drop()
            return {"stopped": self.stopped("SystemExit", "", str(error), [], False)}

    def answer(self, seconds, test, message):
        """What `ask` returns for a call, which goes back to the test if it must."""
        reply, timed_out = self.ask(seconds, op="call", **message)
        if reply.get("stale") is True and self.aim is None:
            self.go_back(test)
            reply, timed_out = self.ask(seconds, op="call", **message)
        return reply, timed_out

    def hint(self, test, function=None, exercise=None, assignment=None, source=None, cells=None):
        """Where the student's own code could be changed to pass a visible test: {"spots", "family", "text"} or None.

        The search runs in the student's process, which says only numbers and the name of a family. The words are ours.
        It may take a tenth of the seconds that are left; if it fails there is no hint.
        """
        try:
            seconds = min(HINT, self.left(self.limits.total_seconds) / 10)
            if self.process is None:
                return None
            what = {"function": function, "exercise": exercise, "assignment": assignment}
            reply, timed_out = self.ask(seconds, op="hint", test=test, **what, source=source, cells=cells)
        except (Timeout, ProcessDied):
            self.drop()
            return None
        return None if timed_out else self.known_hint(reply.get("cell"), reply.get("spots"), reply.get("family"))

    def known_hint(self, cell, spots, family):
        """The hint that such a reply stands for, None if it stands for none."""
        _, source = self.sources.get(cell if type(cell) is str else None, ("", ""))
        code = source.splitlines()
        if type(spots) is not list or not 0 < len(spots) <= 3 or type(family) is not str:
            return None
        if not all(type(lines) is list and 0 < len(lines) <= 10 for lines in spots):
            return None
        numbers = [number for lines in spots for number in lines]
        if not all(type(n) is int and 0 < n <= len(code) for n in numbers) or family not in {"", *hints.FAMILIES}:
            return None
        return {"spots": spots, "family": family, "text": printable(hints.in_words(code, spots, family))}

    def reply(self, reply, hidden):
        keys = "unsupported", "kind", "base", "words", "missing"
        text = {key: reply[key] for key in keys if type(reply.get(key)) is str}
        if "unsupported" in text:
            return {"unsupported": "" if hidden else printable(text["unsupported"][:300])}
        if "kind" in text:
            kind = text["kind"] if re.fullmatch(r"\w{1,60}", text["kind"]) else "Exception"
            said = text.get("base", ""), text.get("words", ""), reply.get("lines")
            return {"stopped": self.stopped(kind, *said, hidden, text.get("missing"))}
        after = reply.get("after")
        after = after if type(after) is list and len(after) == 2 else None
        printed = reply.get("printed") if type(reply.get("printed")) is str else ""
        return {"value": reply.get("value"), "after": after, "printed": well_formed(printed[:RAW])}

    def stopped(self, kind, base, words, lines, hidden, missing=None):
        """An error of the student's code in words: where it arose is looked up in our own copy of the notebook.

        In a hidden test only Python's name of the error remains: what else the process says of it could quote the
        input. missing: the name that a NameError is about, for nobody to read.
        """
        known = getattr(builtins, base, None)
        base = base if isinstance(known, type) and issubclass(known, BaseException) else "Exception"
        if hidden:
            kind, words = base, "its message is left out, for it came in a hidden test"
        places = [place for place in (lines if type(lines) is list else []) if type(place) is list and len(place) == 2]
        shown = [text for text in map(self.line_of_code, [] if hidden else places[-20:]) if text]
        words = printable(words[:2000])
        gone = numpy_names.explained(words) if base == "AttributeError" else None
        text = "\n".join(["Your code stopped:", *shown, f"{kind}: {words}", *([f"{gone}."] if gone else [])])
        return {
            "kind": kind,
            "base": base,
            "words": words,
            "line": shown[-1].partition(": ")[2] if shown else "",
            "text": text,
            "missing": missing if type(missing) is str and missing.isidentifier() else None,
        }

    def line_of_code(self, place):
        """One line of a traceback, from [cell, line] as the student's process reported it."""
        cell, line = place
        label, source = self.sources.get(cell if type(cell) is str else None, ("", ""))
        lines = source.splitlines()
        if type(line) is not int or not 0 < line <= len(lines):
            return ""
        return printable(f"  {label}, line {line}: {lines[line - 1].strip()[:200]}")


def snapshot_of(name, test, found):
    if type(found.get("function")) is str:
        return {"function": f"{test}:{name}"}
    return {"value": found.get("value")} if "value" in found else {"unsupported": True}


# -- outputs ---------------------------------------------------------------------------------------------------------

LONGEST = 2 << 20  # characters of one text; the student's process keeps half of that of a cell
TEXT_IN_ALL, PICTURES_IN_ALL = 16 << 20, 64 << 20  # characters of all outputs of a notebook, as JSON
IMAGES = {"image/png", "image/jpeg"}
# Drawings are shown as pictures (an <img> runs and loads nothing); Markdown and LaTeX are typeset and cleaned, or
# escaped, by whatever shows them: our pages, formgrader, JupyterLab.
DRAWING = "image/svg+xml"
TEXTS = {"text/plain": LONGEST, "text/markdown": 100_000, "text/latex": 100_000, DRAWING: IMAGE}
TEXTS["text/html"] = 100_000  # the time to clean HTML can grow with the square of its length


def clean_outputs(outputs, room):
    """A cell's outputs as nbformat has them, from what the student's process says they are. No script survives.

    room: {"text": characters, "pictures": characters} that are left for the notebook, and become less.
    """
    found = []
    for output in outputs[:1000] if type(outputs) is list else []:
        if type(output) is not dict:
            continue
        picture = type(output.get("data")) is dict and {*IMAGES, DRAWING} & output["data"].keys()
        kind, size = "pictures" if picture else "text", len(json.dumps(output))
        if size <= room[kind] and (cleaned := clean_output(output)):
            room[kind] -= size
            found.append(cleaned)
    return found


def clean_output(output):
    kind, data = output.get("type"), output.get("data")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": text(output.get("text"), LONGEST)}
    if kind == "error":
        trace = output.get("traceback") if type(output.get("traceback")) is list else []
        found = {"output_type": "error", "ename": text(output.get("ename"), 200)}
        return found | {
            "evalue": text(output.get("evalue"), 10_000),
            "traceback": [text(line, 10_000) for line in trace[:200]],
        }
    if kind in ("display_data", "execute_result") and type(data) is dict:
        found = {mime: cleaned for mime, value in data.items() if (cleaned := clean_data(mime, value)) is not None}
        return {"output_type": "display_data", "data": found, "metadata": {}} if found else None
    return None


def text(value, most):
    return well_formed(value[:most]) if type(value) is str else ""


def clean_data(mime, value):
    """Text without markup that runs, or a picture; None for anything else, and if it is too long."""
    if type(value) is not str:
        return None
    if mime in TEXTS and len(value) <= TEXTS[mime]:
        return well_formed(nh3.clean(well_formed(value))) if mime == "text/html" else well_formed(value)
    if mime in IMAGES and len(value) <= IMAGE and re.fullmatch(r"[A-Za-z0-9+/=\s]*", value):
        return value
    return None
