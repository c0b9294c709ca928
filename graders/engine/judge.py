"""Grading one submission: two processes, the student's and the judge's, and what the judge's says."""

import atexit
import hashlib
import io
import re
import tempfile
import threading
import time
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from graders.engine import EngineError, submission
from graders.engine.execution import Limits, Process, ProcessDied, Student, Timeout
from graders.engine.fork_server import ForkServer
from graders.engine.submission import printable

JUDGE_SECONDS = 120  # of our own work, in one test


@dataclass
class Job:
    """One notebook of one submission, with all that grading it needs: it can be sent anywhere."""

    student: str
    release: submission.Release
    files: dict  # name -> bytes, as submission.submitted gives them
    unread: str | None  # why there is nothing to run, for the student
    seed: int
    sandboxed: bool
    limits: Limits = field(default_factory=Limits)
    notes: list = field(default_factory=list)

    @property
    def timestamp(self):
        """When it was handed in, as nbgrader's exchange writes it beside the notebook."""
        if "timestamp.txt" not in self.files:
            return None
        return printable(self.files["timestamp.txt"].decode("utf-8", "replace")[:100]).strip()


@dataclass
class Verdict:
    """What one graded cell gets.

    score: points, None if a person must decide or our own work failed.
    mistake: the identity of the declared mistake that was recognized.  hint: the kind of mistake that a search of the
    student's code suggests.
    """

    outcome: str  # "right", "partly", "wrong", "ungraded", "manual"
    score: float | None
    words: str = ""
    mistake: str | None = None
    hint: str | None = None


@dataclass
class Result:
    """What became of a job: plain data.

    problem: why nothing is graded, a failure of ours. unread: why there was nothing to run, a failure of the student's.
    """

    verdicts: dict = field(default_factory=dict)  # grade_id -> Verdict
    unanswered: list = field(default_factory=list)  # solution cells that are as they were released
    notebook: str | None = None  # as it was graded, for the folder autograded/
    notes: list = field(default_factory=list)
    problem: str | None = None
    seconds: float = 0.0
    unread: str | None = None


@dataclass
class Attempt:
    """One run of the notebook and its tests. cells: (Cell, source, outputs). undefined: {test: the name it missed}."""

    cells: list
    notes: list
    verdicts: dict = field(default_factory=dict)
    undefined: dict = field(default_factory=dict)


def grade(job):
    """The Result of a job. Never raises: what fails on our side is the result's `problem`."""
    began, result = time.monotonic(), Result()
    try:
        if job.unread:
            raise submission.Unreadable(job.unread)
        cells = submission.read(job.files[f"{job.release.notebook}.ipynb"], job.release)
        notebook, notes = submission.repair(cells, job.release)
    except submission.Unreadable as error:
        result.unread = str(error)
        result.verdicts = {cell.key: Verdict("wrong", 0.0, str(error)) for cell in graded(job.release)}
        cells = [(cell, cell.source, []) for cell in job.release.cells]
        result.notebook = submission.graded_notebook(cells, result.verdicts, job.notes, unread=str(error))
        return result
    for _ in range(2):  # a fork server that died is started again, once
        try:
            return run(job, notebook, notes, began)
        except EngineError as error:
            forget(job.release, job.sandboxed)
            result.problem = str(error)
        except Exception as error:
            result.problem = f"{type(error).__name__}: {error}"
            break
    return result


def graded(release):
    return [
        cell
        for cell in release.cells
        if cell.role in ("test", "manual") and cell.metadata.get("nbgrader", {}).get("grade")
    ]


def run(job, notebook, repaired, began):
    """Run and judge a notebook, repaired as these notes say.

    Experiments are left out, unless a test misses a name that one defines.
    """
    found = attempt(job, notebook, everything=False)
    verdicts, cells, notes = found.verdicts, found.cells, [*repaired, *found.notes]
    experiments = [source for cell, source in notebook if cell.role == "experiment" and cell.kind == "code"]
    # (They are not parsed: what a student wrote can take long to parse.)
    if any(re.search(rf"\b{name}\b", source) for name in found.undefined.values() for source in experiments):
        whole = attempt(job, notebook, everything=True)
        verdicts |= {key: whole.verdicts[key] for key in found.undefined}
        notes += ["a test missed a name that an experiment defines: the whole notebook was run", *whole.notes]
        cells = whole.cells
    unanswered = submission.unanswered(notebook)
    for cell in graded(job.release):
        if cell.role == "manual":
            verdicts[cell.key] = Verdict("manual", 0.0 if cell.key in unanswered else None)
    notes = list(dict.fromkeys(notes))
    text = submission.graded_notebook(cells, verdicts, [*job.notes, *notes])
    return Result(verdicts, unanswered, text, notes, None, time.monotonic() - began)


def attempt(job, notebook, everything):
    """Run the notebook and its tests, with the experiments or without. Returns the Attempt."""
    files = {name: data.hex() for name, data in job.files.items() if not name.endswith(".ipynb")}
    sources = {str(i): (label(cell, i), submission.as_run(source)) for i, (cell, source) in enumerate(notebook)}
    sources |= {released(i): (f"the released cell {cell.key}", cell.source) for i, (cell, _) in enumerate(notebook)}
    with ExitStack() as stack:
        start = start_message() | {"files": files, "seed": derived(job, "student")}
        student = Student(fork_server(job.release, "student", job.sandboxed), job.limits, start, sources)
        stack.callback(student.drop)
        cells, snapshots, notes = execute(student, notebook, job, everything)
        answers = {str(i): sources[str(i)][1] for i, (cell, _) in enumerate(notebook) if cell.role == "solution"}
        found, judge = Attempt(cells, notes), Judge(job, student, answers)
        stack.callback(judge.drop)
        for cell, verdict, missed in judge.verdicts(snapshots):
            found.verdicts[cell.key] = verdict
            if missed:
                found.undefined[cell.key] = missed
        return found


def start_message():
    """The first message to a process that gets no submission."""
    return {"op": "start", "files": {}, "seed": 0}


def execute(student, notebook, job, everything):
    """The student's phase: run the cells, and take a snapshot of the tested names at each test."""
    cells, snapshots, notes = [], {}, []
    for number, (cell, source) in enumerate(notebook):
        outputs = []
        run = cell.kind == "code" and source.strip() and (everything or cell.role not in ("experiment", "test"))
        if cell.role == "test":
            snapshots[cell.key] = student.snapshot(cell.key, job.release.wanted)
        if run:
            outputs, said = run_cell(student, number, cell, source)
            notes += said if cell.role != "test" else []
        cells.append((cell, source, outputs))
    return cells, snapshots, notes


def run_cell(student, number, cell, source):
    """(outputs, notes) of a cell. Where the student's set-up cell stops, the rest of the released one is run too."""
    changed = source.strip() != cell.source.strip()
    ran = student.run(str(number), source, passing(cell) if changed else None)
    outputs, notes = ran.outputs, list(ran.passed)
    outputs += [{"output_type": "stream", "name": "stderr", "text": f"{said}\n"} for said in ran.passed]
    if ran.why:
        notes.append(f"{label(cell, number)}: {ran.why}")
        outputs.append({"output_type": "error", "ename": "Stopped", "evalue": ran.why, "traceback": [ran.why]})
    if changed and cell.role == "setup" and (ran.stopped or ran.passed):
        more = student.run(released(number), cell.source, "released")
        outputs += more.outputs
        if ran.stopped:
            notes.append(f"{label(cell, number)} stopped, so what it lacks of the released one was run too")
    return outputs, notes


def passing(cell):
    """What is passed over where a cell of the student's stops: in an answer, only imports of what is not installed."""
    return "imports" if cell.role in ("solution", "manual") else "all"


def released(number):
    """The name of a cell as it was released, beside the student's version of it."""
    return f"{number} as released"


def label(cell, number):
    return f"your own cell (cell {number + 1} of the notebook)" if cell.role == "added" else f"cell {cell.key}"


def derived(job, name):
    """A seed for one purpose, that says nothing of the seed for another."""
    return int.from_bytes(hashlib.sha256(f"{job.seed}/{name}".encode()).digest()[:8], "big")


class Judge:
    """The judge's phase: the release's tests in their order, each with the snapshot that was taken there.

    answers: {number of a solution cell: its source}.
    """

    def __init__(self, job, student, answers):
        self.job, self.student, self.answers, self.process = job, student, answers, None

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
                before.append((cell.key, submission.import_lines(cell.source)))
            elif cell.role == "test":
                yield cell, *self.test(cell, before, snapshots.get(cell.key, {}))

    def test(self, cell, before, found):
        missing = [name for name in self.job.release.wanted if name not in found]
        names = {"found": found, "missing": missing, "hidden": []}  # setup cells hide nothing
        try:
            process = self.alive()
            for key, source in before[len(self.ready) :]:
                self.ask(process, {"op": "setup", "cell": key, "source": source, **names})
                self.ready.append(key)
            message = {
                **names,
                "hidden": cell.hidden,
                "cell": cell.key,
                "source": cell.tests,
                "seed": derived(self.job, cell.key),
            }
            said = self.ask(process, {"op": "test", **message})
        except (ProcessDied, Timeout) as error:
            self.drop()
            why = f"the test did not end within {JUDGE_SECONDS} s" if isinstance(error, Timeout) else str(error)
            return Verdict("ungraded", None, why), None
        if said["outcome"] == "wrong" and said["assertion"]:
            found = self.student.hint(cell.key, source=submission.as_run(cell.source), cells=self.answers)
            if found:
                said |= {"words": f"{said['words']}\n{found['text']}", "hint": found["family"]}
        return self.verdict(cell, said), said["undefined"]

    def ask(self, process, message):
        """Send the judge's process something to run, pass its calls on to the student's, and return what it says."""
        seconds, self.student.allowed = JUDGE_SECONDS, self.job.limits.cell_seconds
        process.send(**message)
        while True:
            began = time.monotonic()
            reply = process.receive(seconds)
            seconds -= time.monotonic() - began
            if reply["op"] == "broken":
                raise ProcessDied(f"the judge stopped: {reply.get('text')}")
            if reply["op"] == "hint":
                test, _, name = reply["function"].rpartition(":")
                assignment = self.job.release.assignment
                process.send(hint=self.student.hint(test, name, reply["exercise"], assignment))
            elif reply["op"] == "call":
                process.send(**self.student.call(reply))
            else:
                return reply

    @staticmethod
    def verdict(cell, said):
        if said["outcome"] == "ungraded":
            return Verdict("ungraded", None, printable(said["words"]))
        if said["outcome"] == "wrong":
            return Verdict("wrong", 0.0, printable(said["words"]), said["mistake"], said["hint"])
        printed = printable(said["printed"])
        if said["partial"] is None:
            return Verdict("right", cell.points, printed)
        score = min(max(said["partial"], 0.0), cell.points) if said["partial"] == said["partial"] else 0.0
        return Verdict("right" if score == cell.points else "partly", score, printed)


# -- the fork servers of this process ----------------------------------------------------------------------------------

SERVERS, LOCK = {}, threading.RLock()


def fork_server(release, kind, sandboxed):
    """The fork server for a release, started when it is first asked for; those of two releases are kept."""
    key = release.server_key, sandboxed
    with LOCK:
        if (*key, kind) not in SERVERS:
            for old in [name for name in SERVERS if name[:2] != key][:-2]:  # two entries are one release
                SERVERS.pop(old).close()
            for each in ("student", "judge"):  # both, for they start at the same time
                SERVERS[(*key, each)] = ForkServer(each, unpacked(release), release, sandboxed)
        return SERVERS[(*key, kind)]


def forget(release, sandboxed):
    """Close the fork servers of a release, so that the next use starts new ones."""
    with LOCK:
        for key in [key for key in SERVERS if key[:2] == (release.server_key, sandboxed)]:
            SERVERS.pop(key).close()


@atexit.register
def close_all():
    with LOCK:
        while SERVERS:
            SERVERS.popitem()[1].close()


def unpacked(release):
    """A folder, in a temporary one, with the bundle, which anybody may read and nobody needs to write."""
    top = Path(tempfile.mkdtemp(prefix="bundle-"))
    folder = top / "bundle"
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(release.bundle)) as archive:
        archive.extractall(folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder
