"""The judge, from outside: the release's tests in their order, in a process that asks the student's for answers."""

import re
import time
from functools import partial

from graders.engine import protocol
from graders.engine.fork_server import fork_server
from graders.engine.job import Verdict
from graders.engine.process import JudgeStopped, Limits, Process, ProcessDied, Timeout
from graders.engine.release import as_run, defined_names
from graders.engine.student import DELAY
from graders.engine.untrusted import printable

JUDGE_SECONDS = 120  # of our own work, in one test
TOO_LONG = (
    "Your answer kept this test busy for {:g} seconds, and then it was stopped. Is something in it far too large?"
)
DIED = "The process that runs this test died twice of your answer. Is something in it far too large?"


class OurOwn(ProcessDied):
    """The judge's process says that our own code in it has failed."""


class Judge:
    """The judge's phase: the release's tests in their order, each with the snapshot that was taken there.

    answers: {number of a solution cell: its source}. why_lost(name, test): why a name is not there, in words. notes:
    what was decided, for the log.
    """

    def __init__(self, job, student, answers, why_lost):
        self.job, self.student, self.answers, self.why_lost, self.process = job, student, answers, why_lost, None
        self.defined, self.notes = defined_names(job.release.cells), []
        self.seconds = 0  # that the process may still take for what it was sent
        self.asked = False  # whether the test that it runs has asked for an answer of the student's

    def alive(self):
        if self.process is None:
            seconds = JUDGE_SECONDS * len(self.job.release.cells)  # all that it can be asked for
            limits = Limits(total_seconds=seconds)
            self.process = Process(fork_server(self.job.release, "judge", self.job.sandboxed), limits)
            self.ready = 0  # cells of the release that have run in it
        return self.process

    def drop(self):
        if self.process:
            self.process.kill()
            self.process = None

    def verdicts(self, snapshots):
        """(Cell, Verdict, the undefined name that it met, or None) for each test."""
        before = []
        for cell in self.job.release.cells:
            if cell.role == "test":
                yield cell, *self.test(cell, before, snapshots.get(cell.key, {}))
            elif cell.kind == "code" and cell.for_judge:
                before.append((cell.key, cell.for_judge))

    def test(self, cell, before, found, again=False):
        """(Verdict, the undefined name that it met, or None). before: the cells of the release above the test.

        again: whether the judge's process has died once with the student's work in hand. Any process can be killed by
        something else; if it dies at this a second time, in new processes, that work is the cause.
        """
        wanted = self.job.release.wanted
        missing = {name: printable(self.why_lost(name, cell.key)) for name in wanted if name not in found}
        names = protocol.Names(cell.key, found, missing, **self.defined)
        self.asked = any(isinstance(found[n], protocol.Value) and re.search(rf"\b{n}\b", cell.tests) for n in found)
        try:
            process = self.alive()
            for key, source in before[self.ready :]:
                self.ask(process, protocol.SetUp(key, source, names))
                self.ready += 1
            hidden = [] if self.job.own else cell.hidden
            test = protocol.Test(cell.key, cell.tests, names, hidden, self.job.seed_for(cell.key))
            said = self.ask(process, test)
        except (JudgeStopped, ProcessDied, Timeout) as error:
            delayed = isinstance(error, Timeout) and self.process.waited() > DELAY * JUDGE_SECONDS
            self.drop()
            died = isinstance(error, ProcessDied) or isinstance(error.__cause__, ProcessDied)
            if self.asked and died and not again and not isinstance(error, OurOwn):
                self.student.start_again()
                return self.test(cell, before, found, again=True)
            self.student.delayed |= delayed
            return unfinished(error, self.asked), None
        self.notes += [f"{cell.key} uses `{name}`, which the release does not define" for name in said.taken]
        verdict = verdict_of(cell, said, self.job.own)
        if said.outcome == "wrong" and said.assertion:
            self.add_hint(cell, verdict)
        return verdict, said.undefined

    def add_hint(self, cell, verdict):
        """Where the student's own code could be changed to pass a test of plain asserts, if that is found."""
        found = self.student.hint(protocol.Search(cell.key, source=as_run(cell.source), cells=self.answers))
        if found:
            verdict.words, verdict.hint = f"{verdict.words}\n{found.text}", found.family

    def ask(self, process, message):
        """Send the judge's process something to run, pass its calls on to the student's, and return what it says."""
        self.seconds, self.student.allowed, self.student.received = JUDGE_SECONDS, self.job.limits.cell_seconds, 0
        process.send(message)
        return self.converse(process)

    def converse(self, process):
        """What the process says in the end: Done, Judged, or Returned where it was called back."""
        while True:
            began = time.monotonic()
            try:
                said = process.receive(self.seconds)
            finally:
                self.seconds -= time.monotonic() - began
            if isinstance(said, protocol.Broken):
                raise OurOwn(f"the judge stopped: {said.text}")
            if isinstance(said, protocol.HintAsked):
                search = protocol.Search(said.test, said.function, said.exercise, self.job.release.assignment)
                process.send(protocol.Hinted(self.student.hint(search)))
            elif isinstance(said, protocol.Asked):
                self.asked = True
                process.send(self.student.call(said, partial(self.call_back, process, said.call.test)))
            else:
                return said

    def call_back(self, process, test, callback):
        """Let the judge's process run a function of the test's for the student's call. Raises JudgeStopped."""
        try:
            process.send(protocol.CalledBack(test, callback))
            return self.converse(process)
        except (ProcessDied, Timeout) as error:
            raise JudgeStopped(f"A function of the test did not return to your call of it. {error}".strip()) from error


def unfinished(error, asked):
    """The Verdict on a test that did not come to its end. asked: whether it had work of the student's in hand.

    Without that the failure is ours. A test that takes too long by itself, or dies, does so with the course's own
    solution too, and then counts against nobody.
    """
    if isinstance(error, JudgeStopped):
        return Verdict("wrong", 0.0, str(error))
    if not asked or isinstance(error, OurOwn):
        late = isinstance(error, Timeout)
        return Verdict("ungraded", None, f"the test did not end within {JUDGE_SECONDS} s" if late else str(error))
    return Verdict("wrong", 0.0, TOO_LONG.format(JUDGE_SECONDS) if isinstance(error, Timeout) else DIED)


def verdict_of(cell, said, own):
    """The Verdict on a test cell, from what the judge's process said, a Judged. own: as in Job."""
    if said.outcome == "ungraded":
        return Verdict("ungraded", None, printable(said.words))
    if said.outcome == "wrong":
        hidden = printable(said.for_instructor)
        return Verdict("wrong", 0.0, printable(said.words), said.mistake, said.hint, hidden)
    if own and (why := no_score(cell, said)):
        return Verdict("ungraded", None, printable(why))
    printed, worth = printable(said.printed), cell.points + cell.bonus
    if said.partial is None:
        return Verdict("right", worth, printed)
    score = min(max(said.partial, 0.0), worth)
    return Verdict("right" if score == worth else "partly", score, printed)


def no_score(cell, said):
    """Why what a test ends with is no number of points, although it looks like one; None if it is, or does not."""
    worth, points = cell.points + cell.bonus, said.partial
    if said.odd:
        return f"Its last line, {said.odd}, looks like a number of points and is none."
    if points is not None and not 0 <= points <= worth:
        return f"Its last line is {points:g}, and the test is worth {worth:g} points."
    return None
