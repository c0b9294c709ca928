"""The student's process, from outside: it runs cells, is started again when it dies, and answers the judge's calls."""

import os
import secrets
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from graders.engine import outputs, protocol, submission
from graders.engine.process import GRACE, MESSAGE, Process, ProcessDied, Timeout
from graders.engine.submission import is_harmless
from graders.engine.untrusted import printable, well_formed
from graders.engine.wording import AFTER_HIDDEN, IN_HIDDEN, NOT_PLAIN, NOT_PLAIN_AFTER, Wording, stopped

RECEIVED = 1 << 30  # bytes of all answers to one test
# What of the files that a notebook writes is kept: data, as of what is handed in; bytes in all, and how many files.
WRITTEN, MOST_WRITTEN, FILES_WRITTEN = submission.DATA - {".ipynb"}, 5 << 20, 20
DELAY = 0.1  # of a time that ran out, what others may have taken of it
CROWD = 16 + (os.cpu_count() or 1)  # processes that a cell may leave running
HINT = 6  # seconds for a hint, with what the search does before it looks at the clock


@dataclass
class CellRun:
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

    def __init__(self, server, limits, sources, files, seed):
        self.server, self.limits, self.files, self.seed = server, limits, files, seed
        self.process, self.steps, self.starts = None, [], 0
        self.most_starts = 2 * len(sources) + 3  # each cell may cost two: it died, and then a test of it
        self.wording = Wording(sources)
        self.done, self.aim = 0, None  # steps that this process has behind it; the test that it went back to, if any
        self.spent, self.allowed = 0.0, 0.0  # seconds that we waited for it, and that a test's calls may still take
        self.room = outputs.room() | {"snapshots": MESSAGE}  # what it may still send
        self.received = 0  # bytes of answers to the test that is judged
        self.knows = False  # whether this process has had an input of a hidden test: then it is quoted no more
        self.could_tell = False  # whether one was of a plain test
        self.delayed = False  # whether it ran out of time while others had the processor

    def left(self, seconds):
        """How much of these seconds the submission still has. Raises ProcessDied if it has used up its time."""
        left = min(seconds, self.limits.total_seconds - self.spent)
        if left <= 0:
            self.note_delay(self.limits.total_seconds)
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
                    self.ask(self.limits.cell_seconds, self.steps[self.done])
                    self.done += 1
            except (ProcessDied, Timeout):
                if self.process is None:
                    raise
                self.drop()
                if isinstance(self.steps[self.done], protocol.Run):
                    del self.steps[self.done]
        return self.process

    def begin(self):
        """Start a process. Raises ProcessDied if there have been too many."""
        self.left(1)
        self.starts += 1
        if self.starts > self.most_starts:
            raise ProcessDied("the process died too often")
        began, self.knows, self.could_tell, self.done = time.monotonic(), False, False, 0
        self.process = Process(self.server, self.limits, self.files, self.seed)
        if self.starts > 1:  # the first start is not charged
            self.spent += time.monotonic() - began

    def needed(self):
        """How many of the steps the process must have behind it."""
        if self.aim is None:
            return len(self.steps)
        there = (number for number, step in enumerate(self.steps, 1) if getattr(step, "test", None) == self.aim)
        return next(there, len(self.steps))  # where noting the names failed, all of it

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

    def start_again(self):
        """In a new process, on our account: the old one waits for a judge that has died."""
        self.drop()
        with self.uncharged(), suppress(ProcessDied, Timeout):  # a call says what is wrong with it
            self.alive()

    @contextmanager
    def uncharged(self):
        """For cells that run again on our account: they may take what they took, and the student pays nothing."""
        account, self.spent = (self.spent, self.allowed), 0.0
        try:
            yield
        finally:
            self.spent, self.allowed = account

    def ask(self, seconds, body, back=None):
        """(reply, whether its time ran out): at the time's end it is interrupted.

        back(callback): what a function of the test's Returned, which the student's code calls before it replies.
        Raises Timeout if interrupting does not help within a moment, ProcessDied if the process died.
        """
        ticket, began, elsewhere = secrets.token_hex(8), time.monotonic(), 0.0
        process = self.process
        try:
            process.send(protocol.Request(ticket, body))
            while True:
                reply = process.reply(ticket, self.left(seconds) - (time.monotonic() - began - elsewhere))
                if back is None or not isinstance(reply, protocol.Callback):
                    return self.expected(reply, body), False
                paused = time.monotonic()
                returned = back(reply)
                elsewhere += time.monotonic() - paused
                if self.process is not process:
                    raise ProcessDied("your function's process ended while a function of the test's called it")
                process.send(returned)
        except Timeout:
            self.note_delay(seconds)
            process.interrupt()
            return self.expected(process.reply(ticket, GRACE), body), True
        finally:
            took = time.monotonic() - began - elsewhere
            self.spent, self.allowed = self.spent + took, self.allowed - took

    def note_delay(self, seconds):
        """Its time ran out: whether it had the processor all these seconds, or others had a part of them."""
        self.delayed |= self.process is not None and self.process.waited() > DELAY * seconds

    @staticmethod
    def expected(reply, body):
        """The reply. Raises ProcessDied if it is none to this request."""
        if not isinstance(reply, REPLIES[type(body)]):
            raise ProcessDied("it sent what is not an answer")
        return reply

    def drop(self):
        if self.process:
            began = time.monotonic()
            self.process.kill()
            self.process = None
            self.spent += time.monotonic() - began

    def run(self, cell, source, passing=None):
        """Run a cell; `passing`: see Shell.run and `run` in inside/. Returns the CellRun."""
        step, kept = protocol.Run(cell, source, passing), CellRun()
        try:
            process = self.alive()
            process.raw.clear()  # what the cells wrote when they ran once more is not this cell's
            reply, timed_out = self.ask(self.limits.cell_seconds, step)
            if process.crowd() > CROWD:  # they would take the time of the cells that follow
                raise ProcessDied(f"it left more than {CROWD} processes running")
            self.did(step)
            began = time.monotonic()
            kept.outputs = outputs.clean(reply.outputs, self.room)
            self.spent += time.monotonic() - began  # some HTML takes long to clean
            if process.raw:
                text = well_formed(process.raw.decode("utf-8", "replace"))
                kept.outputs.append({"output_type": "stream", "name": "stdout", "text": text})
            kept.stopped, kept.passed = reply.stopped, list(self.wording.passed_over(cell, reply.passed))
            kept.why = f"stopped after {self.limits.cell_seconds:g} seconds" if timed_out else None
        except Timeout:
            self.drop()
            kept.why = f"stopped after {self.limits.cell_seconds:g} seconds"
        except ProcessDied as error:
            self.drop()
            kept.why = str(error)
        return kept

    def snapshot(self, test, names):
        """What these names stand for now: {name: protocol.Found}, without those that are missing."""
        step = protocol.Snapshot(test, names)
        try:
            self.alive()
            reply, _ = self.ask(self.limits.cell_seconds, step)
        except (ProcessDied, Timeout):
            self.drop()
            return {}
        self.did(step)
        self.room["snapshots"] -= self.process.size
        found = reply.found if self.room["snapshots"] >= 0 else {}
        return {name: found[name] for name in names if name in found}

    def written(self):
        """The files that the notebook wrote beside itself: {name: bytes}. Data, with harmless names, and not much."""
        if self.process is None:
            return {}
        known = [*self.files]
        try:
            asked = protocol.Collect(self.process.place, known, sorted(WRITTEN), MOST_WRITTEN)
            reply, _ = self.ask(self.limits.cell_seconds, asked)
        except Timeout:  # it is busy; what it answers later is passed over
            return {}
        except ProcessDied:
            self.drop()
            return {}
        found, room = {}, MOST_WRITTEN
        for name, data in reply.files.items():
            if name not in known and is_harmless(name) and len(found) < FILES_WRITTEN and len(data) <= room:
                found[name], room = data, room - len(data)
        return found

    def call(self, asked, back=None):
        """What the judge's process is told of a call it Asked for: Answer, Stopped or Unsupported. back: see `ask`."""
        seconds = max(self.allowed, 0)
        try:
            if not seconds:
                raise Timeout
            self.go_on(asked.call.test)
            self.alive()
            self.allowed = seconds  # if cells had to run again, this test is not charged for it
            reply, timed_out = self.answer(seconds, asked.call, back)
            if timed_out:
                raise Timeout
            self.received += self.process.size
            if self.received > RECEIVED:
                reply = protocol.NotPlain(
                    f"more than {RECEIVED >> 20} MB of answers in one test: is there an end to it?"
                )
            known, self.knows = self.knows, self.knows or asked.hidden
            self.could_tell |= asked.hidden and asked.call.do is not None
            return self.passed_on(reply, asked, known)
        except Timeout:
            self.drop()
            used_up = f"the {self.limits.cell_seconds:g} seconds of this test are used up"
            why = f"no answer after {seconds:.0f} seconds" if seconds else used_up
            return stopped("TimeoutError", "TimeoutError", why)
        except ProcessDied as error:
            self.drop()
            return stopped("SystemExit", "Exception", printable(str(error)))

    def answer(self, seconds, call, back):
        """What `ask` returns for a call, which goes back to the test if it must."""
        reply, timed_out = self.ask(seconds, call, back)
        if isinstance(reply, protocol.Stale) and self.aim is None:
            self.go_back(call.test)
            reply, timed_out = self.ask(seconds, call, back)
        return reply, timed_out

    def passed_on(self, reply, asked, known):
        """The reply to a call, as the judge's process takes it. known: whether a hidden test's input came before."""
        left_out = IN_HIDDEN if asked.hidden else AFTER_HIDDEN if known else None
        if isinstance(reply, protocol.NotPlain):
            words = {IN_HIDDEN: NOT_PLAIN, AFTER_HIDDEN: NOT_PLAIN_AFTER}.get(left_out)
            return protocol.Unsupported(words or printable(reply.words))
        if isinstance(reply, protocol.Raised):
            return self.wording.raised(reply, left_out, plain=asked.call.do is not None)
        if isinstance(reply, protocol.Stale):
            raise ProcessDied("it sent what is not an answer")
        return protocol.Answer(reply, quiet=known)

    def hint(self, search):
        """Where the student's own code could be changed to pass a visible test: a Hint or None.

        The search runs in the student's process, which says only numbers and the name of a family. The words are ours.
        It may take a tenth of the seconds that are left; if it fails there is no hint. Numbers can tell something, too:
        there is none from a process that has had an input of a hidden plain test, which is the same for everybody.
        """
        if self.could_tell:
            return None
        try:
            seconds = min(HINT, self.left(self.limits.total_seconds) / 10)
            self.go_on(search.test)
            if self.process is None:
                return None
            found, timed_out = self.ask(seconds, search)
        except (Timeout, ProcessDied):
            self.drop()
            return None
        return None if timed_out else self.wording.hint(found)


REPLIES = {
    protocol.Run: protocol.Ran,
    protocol.Snapshot: protocol.Taken,
    protocol.Collect: protocol.Written,
    protocol.Call: protocol.Answered | protocol.NotPlain | protocol.Raised | protocol.Stale,
    protocol.Search: protocol.Spots,
}
