"""The student's process, from outside: it runs cells, is started again when it dies, and answers the judge's calls."""

import builtins
import re
import secrets
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import PurePath

from graders.checks import hints, numpy_names
from graders.engine import handed_in, outputs, submission
from graders.engine.process import GRACE, MESSAGE, RAW, Process, ProcessDied, Timeout
from graders.engine.untrusted import printable, well_formed

CALL = "function", "through", "do", "strict", "args", "kwargs", "names", "patches", "watch"  # see inside/judge.py
RECEIVED = 1 << 30  # bytes of all answers to one test
# What of the files that a notebook writes is kept: data, as of what is handed in; bytes in all, and how many files.
WRITTEN, MOST_WRITTEN, FILES_WRITTEN = submission.DATA - {".ipynb"}, 5 << 20, 20
HINT = 6  # seconds for a hint, with what the search does before it looks at the clock

IN_HIDDEN = "its message is left out, for it came in a hidden test"
AFTER_HIDDEN = "its message is left out, for hidden tests ran before; the check in your notebook shows it"
NOT_PLAIN = "an answer that is not plain data, or too much of it"


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
        self.room = outputs.room() | {"snapshots": MESSAGE}  # what it may still send
        self.received = 0  # bytes of answers to the test that is judged
        self.knows = False  # whether this process has had an input of a hidden test: then it is quoted no more

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

    def ask(self, seconds, back=None, **message):
        """(reply, whether its time ran out): at the time's end it is interrupted.

        back(message): the result of a function of the test's, which the student's code calls before it replies.
        Raises Timeout if that does not help within a moment, ProcessDied if the process died.
        """
        ticket, began, elsewhere = secrets.token_hex(8), time.monotonic(), 0.0
        process = self.process
        try:
            process.send(**message, id=ticket)
            while True:
                reply = process.reply(ticket, self.left(seconds) - (time.monotonic() - began - elsewhere))
                if back is None or reply["op"] != "callback":
                    return reply, False
                paused = time.monotonic()
                returned = back(reply)
                elsewhere += time.monotonic() - paused
                if self.process is not process:
                    raise ProcessDied("your function's process ended while a function of the test's called it")
                process.send(**returned)
        except Timeout:
            process.interrupt()
            return process.reply(ticket, GRACE), True
        finally:
            took = time.monotonic() - began - elsewhere
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
            kept.outputs = outputs.clean(reply.get("outputs"), self.room)
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

    def written(self):
        """The files that the notebook wrote beside itself: {name: bytes}. Data, with harmless names, and not much."""
        if self.process is None:
            return {}
        known, kinds = [*self.start["files"]], sorted(WRITTEN)
        try:
            asked = {"folder": self.process.place, "known": known, "kinds": kinds, "most": MOST_WRITTEN}
            reply, _ = self.ask(self.limits.cell_seconds, op="written", **asked)
        except Timeout:  # it is busy; what it answers later is passed over
            return {}
        except ProcessDied:
            self.drop()
            return {}
        found, room = {}, MOST_WRITTEN
        for name, data in reply["files"].items() if type(reply.get("files")) is dict else ():
            if name not in known and is_harmless(name) and type(data) is str and len(found) < FILES_WRITTEN:
                with suppress(ValueError):
                    data = bytes.fromhex(data)
                    found |= {name: data} if len(data) <= room else {}
                    room -= len(data)
        return found

    def call(self, request, back=None):
        """The reply to a call of the judge's, as its process takes it (see inside/judge.py). back: as in `ask`."""
        seconds = max(self.allowed, 0)
        try:
            if not seconds:
                raise Timeout
            test = request["function"].rpartition(":")[0]
            self.go_on(test)
            self.alive()
            self.allowed = seconds  # if cells had to run again, this test is not charged for it
            message = {key: request[key] for key in CALL} | {"back": back}
            reply, timed_out = self.answer(seconds, test, message)
            if timed_out:
                raise Timeout
            self.received += self.process.size
            if self.received > RECEIVED:
                reply = {"unsupported": f"more than {RECEIVED >> 20} MB of answers in one test: is there an end to it?"}
            known, self.knows = self.knows, self.knows or request["hidden"]
            left_out = IN_HIDDEN if request["hidden"] else AFTER_HIDDEN if known else None
            return self.reply(reply, left_out, request["strict"]) | {"quiet": known}
        except Timeout:
            self.drop()
            words = f"no answer after {seconds:.0f} seconds"
            return {"stopped": self.stopped("TimeoutError", "TimeoutError", words, [], None)}
        except ProcessDied as error:
            self.drop()
            return {"stopped": self.stopped("SystemExit", "", str(error), [], None)}

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

    def reply(self, reply, left_out, strict):
        """left_out: why what the process says of an error is not quoted, or None. strict: see Calls.make in inside/."""
        keys = "unsupported", "kind", "base", "words", "missing"
        text = {key: reply[key] for key in keys if type(reply.get(key)) is str}
        if "unsupported" in text:
            return {"unsupported": NOT_PLAIN if left_out else printable(text["unsupported"][:300])}
        if "kind" in text:
            kind = text["kind"] if re.fullmatch(r"\w{1,60}", text["kind"]) else "Exception"
            said = text.get("base", ""), text.get("words", ""), reply.get("lines")
            stopped = self.stopped(kind, *said, left_out, text.get("missing"))
            if not strict:  # a plain test may look at the words and the class of an error; the text alone is shown
                stopped |= {"words": printable(text.get("words", "")[:2000]), "own": reply.get("own")}
            return {"stopped": stopped}
        after = reply.get("after")
        after = after if type(after) is list and len(after) == 2 else None
        printed = reply.get("printed") if type(reply.get("printed")) is str else ""
        rest = {"names": reply.get("names"), "end": reply.get("end")}
        return {"value": reply.get("value"), "after": after, "printed": well_formed(printed[:RAW]), **rest}

    def stopped(self, kind, base, words, lines, left_out, missing=None):
        """An error of the student's code in words: where it arose is looked up in our own copy of the notebook.

        Once it has had an input of a hidden test, only Python's name of the error remains: what else the process says
        of it could quote the input. missing: the name that a NameError is about, for nobody to read.
        """
        known = getattr(builtins, base, None)
        base = base if isinstance(known, type) and issubclass(known, BaseException) else "Exception"
        if left_out:
            kind, words = base, left_out
        places = [place for place in (lines if type(lines) is list else []) if type(place) is list and len(place) == 2]
        shown = [text for text in map(self.line_of_code, [] if left_out else places[-20:]) if text]
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


def is_harmless(name):
    """Whether a file that the notebook wrote may be written under this name, beside those of the engine."""
    kept = re.fullmatch(r"\w[\w .+-]{0,99}", name) and PurePath(name).suffix.lower() in WRITTEN
    return bool(kept) and name.lower() not in handed_in.WASTE


def snapshot_of(name, test, found):
    if type(found.get("function")) is str:
        return {"function": f"{test}:{name}"}
    return {"value": found.get("value")} if "value" in found else {"unsupported": True}
