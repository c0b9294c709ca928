"""The judge, from outside: the release's tests in their order, in a process that asks the student's for answers."""

import time
from functools import partial

from graders.engine.fork_server import fork_server, start_message
from graders.engine.job import Verdict
from graders.engine.names import import_lines
from graders.engine.process import JudgeStopped, Limits, Process, ProcessDied, Timeout
from graders.engine.release import as_run, defined_names
from graders.engine.untrusted import printable

JUDGE_SECONDS = 120  # of our own work, in one test


class Judge:
    """The judge's phase: the release's tests in their order, each with the snapshot that was taken there.

    answers: {number of a solution cell: its source}.
    """

    def __init__(self, job, student, answers):
        self.job, self.student, self.answers, self.process = job, student, answers, None
        self.defined, self.notes = defined_names(job.release.cells), []

    def alive(self):
        if self.process is None:
            server = fork_server(self.job.release, "judge", self.job.sandboxed)
            self.process = Process(server, Limits(), start_message())
            self.ready = []
        return self.process

    def drop(self):
        if self.process:
            self.process.kill()
            self.process = None

    def verdicts(self, snapshots):
        """(Cell, Verdict, whether it met an undefined name) for each test."""
        before = []
        for cell in self.job.release.cells:
            if cell.kind == "code" and cell.role in ("setup", "locked"):
                before.append((cell.key, cell.source))
            elif cell.kind == "code" and cell.role in ("solution", "manual"):
                before.append((cell.key, import_lines(cell.source)))
            elif cell.role == "test":
                yield cell, *self.test(cell, before, snapshots.get(cell.key, {}))

    def test(self, cell, before, found):
        missing = [name for name in self.job.release.wanted if name not in found]
        names = {"found": found, "missing": missing, "hidden": [], "test": cell.key, **self.defined}
        try:  # (setup cells hide nothing)
            process = self.alive()
            for key, source in before[len(self.ready) :]:
                self.ask(process, {"op": "setup", "cell": key, "source": source, **names})
                self.ready.append(key)
            message = {
                **names,
                "hidden": [] if self.job.own else cell.hidden,
                "cell": cell.key,
                "source": cell.tests,
                "seed": self.job.seed_for(cell.key),
            }
            said = self.ask(process, {"op": "test", **message})
        except JudgeStopped as error:
            self.drop()
            return Verdict("wrong", 0.0, str(error)), None
        except (ProcessDied, Timeout) as error:
            self.drop()
            why = f"the test did not end within {JUDGE_SECONDS} s" if isinstance(error, Timeout) else str(error)
            return Verdict("ungraded", None, why), None
        self.notes += [f"{cell.key} uses `{name}`, which the release does not define" for name in said["taken"]]
        if said["outcome"] == "wrong" and said["assertion"]:
            found = self.student.hint(cell.key, source=as_run(cell.source), cells=self.answers)
            if found:
                said |= {"words": f"{said['words']}\n{found['text']}", "hint": found["family"]}
        return self.verdict(cell, said), said["undefined"]

    def ask(self, process, message):
        """Send the judge's process something to run, pass its calls on to the student's, and return what it says."""
        self.seconds, self.student.allowed, self.student.received = JUDGE_SECONDS, self.job.limits.cell_seconds, 0
        process.send(**message)
        return self.converse(process)

    def converse(self, process):
        while True:
            began = time.monotonic()
            try:
                reply = process.receive(self.seconds)
            finally:
                self.seconds -= time.monotonic() - began
            if reply["op"] == "broken":
                raise ProcessDied(f"the judge stopped: {reply.get('text')}")
            if reply["op"] == "hint":
                test, _, name = reply["function"].rpartition(":")
                assignment = self.job.release.assignment
                process.send(hint=self.student.hint(test, name, reply["exercise"], assignment))
            elif reply["op"] == "call":
                process.send(**self.student.call(reply, partial(self.call_back, process, reply["function"])))
            else:
                return reply

    def call_back(self, process, function, message):
        """Let the judge's process run a function of the test's for the student's call. Raises JudgeStopped."""
        message = {key: message.get(key) for key in ("number", "args", "kwargs")}
        try:
            process.send(callback={**message, "test": function.rpartition(":")[0]})
            return self.converse(process)
        except (ProcessDied, Timeout) as error:
            raise JudgeStopped(f"A function of the test did not return to your call of it. {error}".strip()) from None

    def verdict(self, cell, said):
        if said["outcome"] == "ungraded":
            return Verdict("ungraded", None, printable(said["words"]))
        if said["outcome"] == "wrong":
            return Verdict("wrong", 0.0, printable(said["words"]), said["mistake"], said["hint"])
        if self.job.own and (why := no_score(cell, said)):
            return Verdict("ungraded", None, printable(why))
        printed, worth = printable(said["printed"]), cell.points + cell.bonus
        if said["partial"] is None:
            return Verdict("right", worth, printed)
        score = min(max(said["partial"], 0.0), worth) if said["partial"] == said["partial"] else 0.0
        return Verdict("right" if score == worth else "partly", score, printed)


def no_score(cell, said):
    """Why what a test ends with is no number of points, although it looks like one; None if it is, or does not."""
    worth, points = cell.points + cell.bonus, said["partial"]
    if said["odd"]:
        return f"Its last line, {said['odd']}, looks like a number of points and is none."
    if points is not None and not 0 <= points <= worth:
        return f"Its last line is {points:g}, and the test is worth {worth:g} points."
    return None
