"""Grading one submission: two processes, the student's and the judge's, and what the judge's says."""

import atexit
import hashlib
import io
import shutil
import tempfile
import threading
import time
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from graders.engine import intake
from graders.engine.execution import Ended, Late, Limits, Process, Student
from graders.engine.warm import EngineError, Warm

JUDGE_SECONDS = 120  # of our own work, in one test


@dataclass
class Job:
    """One notebook of one submission, with all that grading it needs: it can be sent anywhere."""

    student: str
    release: intake.Release
    files: dict  # name -> bytes, as intake.submitted gives them
    problem: str | None  # why there is nothing to run, for the student
    seed: int
    sandboxed: bool
    limits: Limits = field(default_factory=Limits)


@dataclass
class Verdict:
    """What one graded cell gets. score: points, None where a person must decide or our own work failed."""

    outcome: str  # "right", "partly", "wrong", "ungraded", "manual"
    score: float | None
    words: str = ""


@dataclass
class Result:
    """What became of a job. problem: why nothing is graded, a failure of ours."""

    verdicts: dict = field(default_factory=dict)  # grade_id -> Verdict
    cells: list = field(default_factory=list)  # (Cell, source, outputs), the notebook as it was graded
    notes: list = field(default_factory=list)
    problem: str | None = None
    seconds: float = 0.0


def grade(job):
    """The Result of a job. Never raises: what fails on our side is the result's `problem`."""
    began, result = time.monotonic(), Result()
    try:
        written = [] if job.problem else intake.read(job.files.pop(f"{job.release.notebook}.ipynb"), job.release)
    except intake.Unreadable as error:
        job.problem = str(error)
    if job.problem:
        result.notes.append(job.problem)
        result.verdicts = {cell.key: Verdict("wrong", 0.0, job.problem) for cell in graded(job.release)}
        result.cells = [(cell, cell.source, []) for cell in job.release.cells]
        return result
    for attempt in (1, 2):  # a warm process that died is started anew, once
        try:
            run(job, intake.repair(written, job.release), result)
            break
        except EngineError as error:
            forget(job)
            if attempt == 2:
                result.problem = str(error)
        except Exception as error:  # noqa: BLE001 - one submission must not stop the others
            result.problem = f"{type(error).__name__}: {error}"
            break
    result.seconds = time.monotonic() - began
    return result


def graded(release):
    return [cell for cell in release.cells if cell.role in ("test", "manual") and cell.metadata.get("nbgrader", {}).get("grade")]


def run(job, notebook, result):
    """Run and judge a repaired notebook. Experiments are left out, unless a test misses a name that one may define."""
    result.cells, result.verdicts, result.notes = [], {}, []
    undefined = attempt(job, notebook, result, skip=("experiment",))
    experiments = any(cell.role == "experiment" for cell, _ in notebook)
    if undefined and experiments:
        again = Result()
        attempt(job, notebook, again, skip=())
        result.notes += ["a test met a NameError: the whole notebook was run"] + again.notes
        result.verdicts.update({key: again.verdicts[key] for key in undefined})
        result.cells = again.cells
    for cell, source in notebook:
        if cell.role == "manual" and cell in graded(job.release):
            untouched = source.strip() == cell.source.strip()
            result.verdicts[cell.key] = Verdict("manual", 0.0 if untouched else None, "")


def attempt(job, notebook, result, skip):
    """One run of the notebook. Fills the result, and returns the tests that met an undefined name."""
    start = {"op": "start", "files": {name: data.hex() for name, data in job.files.items()}, "variables": {}}
    sources = {str(i): (label(cell, i), source) for i, (cell, source) in enumerate(notebook)}
    with ExitStack() as stack:
        student = Student(warm(job, "student"), job.limits, {**start, "seed": derived(job, "student")}, sources)
        stack.callback(student.drop)
        pins = execute(student, notebook, result, job, skip)
        judge = Judge(job, student)
        stack.callback(judge.drop)
        undefined = []
        for cell, verdict, missed in judge.verdicts(pins):
            result.verdicts[cell.key] = verdict
            undefined += [cell.key] if missed else []
        return undefined


def execute(student, notebook, result, job, skip):
    """The student's phase: run the cells, and pin the tested names where each test stands."""
    pins = {}
    for number, (cell, source) in enumerate(notebook):
        outputs = []
        if cell.role == "test":
            pins[cell.key] = student.pin(cell.key, job.release.wanted)
            if not skip:  # in a run of the whole notebook, a test cell's own variables may be needed further down
                student.run(number, cell.source)
        elif cell.kind == "code" and cell.role not in skip and source.strip():
            outputs, ended = student.run(number, source)
            if ended:
                result.notes.append(f"{label(cell, number)}: {ended}")
                outputs.append({"output_type": "error", "ename": "Stopped", "evalue": ended, "traceback": [ended]})
        result.cells.append((cell, source, outputs))
    return pins


def label(cell, number):
    return f"your own cell, the {number + 1}th of the notebook" if cell.role == "own" else f"cell {cell.key}"


def derived(job, name):
    """A seed for one purpose, that says nothing of the seed for another."""
    return int.from_bytes(hashlib.sha256(f"{job.seed}/{name}".encode()).digest()[:8], "big")


class Judge:
    """The judge's phase: the release's tests in their order, each with what was pinned where it stood."""

    def __init__(self, job, student):
        self.job, self.student, self.process = job, student, None

    def alive(self):
        if self.process is None:
            self.process = Process(warm(self.job, "judge"), Limits(memory=self.job.limits.memory), {"op": "start", "variables": {}})
            self.ready = []
        return self.process

    def drop(self):
        if self.process:
            self.process.kill()
            self.process = None

    def verdicts(self, pins):
        """(Cell, Verdict, whether it met an undefined name) for each test."""
        before = []
        for cell in self.job.release.cells:
            if cell.kind == "code" and cell.role in ("setup", "locked"):
                before.append((cell.key, cell.source))
            elif cell.kind == "code" and cell.role in ("solution", "manual"):
                before.append((cell.key, intake.import_lines(cell.source)))
            elif cell.role == "test":
                yield cell, *self.test(cell, before, pins.get(cell.key, {}))

    def test(self, cell, before, found):
        missing = [name for name in self.job.release.wanted if name not in found]
        names = {"found": found, "missing": missing, "hidden": []}
        try:
            process = self.alive()
            for key, source in before[len(self.ready) :]:
                self.ask(process, {"op": "setup", "cell": key, "source": source, **names})
                self.ready.append(key)
            message = {**names, "hidden": cell.hidden, "cell": cell.key, "source": cell.tests, "seed": derived(self.job, cell.key)}
            said = self.ask(process, {"op": "test", **message})
        except (Ended, Late, EngineError) as error:
            self.drop()
            why = f"the test did not end within {JUDGE_SECONDS} s" if isinstance(error, Late) else str(error)
            return Verdict("ungraded", None, why), False
        return self.verdict(cell, said), said["undefined"]

    def ask(self, process, message):
        """Send the judge's process something to run, pass its calls on to the student's, and return what it says."""
        allowed, seconds = self.job.limits.cell_seconds, JUDGE_SECONDS
        process.send(**message)
        while True:
            began = time.monotonic()
            reply = process.receive(seconds)
            seconds -= time.monotonic() - began
            if reply["op"] == "broken":
                raise EngineError(reply["text"])
            if reply["op"] != "call":
                return reply
            began = time.monotonic()
            answer = self.student.call(reply, allowed)
            allowed -= time.monotonic() - began
            process.send(**answer)

    @staticmethod
    def verdict(cell, said):
        if said["outcome"] == "ungraded":
            return Verdict("ungraded", None, said["words"])
        if said["outcome"] == "wrong":
            return Verdict("wrong", 0.0, said["words"])
        if said["partial"] is None:
            return Verdict("right", cell.points, said["printed"])
        score = min(max(said["partial"], 0.0), cell.points) if said["partial"] == said["partial"] else 0.0
        return Verdict("right" if score == cell.points else "partly", score, said["printed"])


# -- the warm processes of this process ------------------------------------------------------------------------------

WARM, LOCK = {}, threading.RLock()


def warm(job, kind):
    """The warm process for a job, started when it is first needed and kept for the next ones of the same release."""
    key = job.release.digest, job.sandboxed
    with LOCK:
        for old in [name for name in WARM if name[:2] != key]:
            WARM.pop(old).close()
        if (*key, kind) not in WARM:
            WARM[(*key, kind)] = Warm(kind, unpacked(job.release), job.release.imports, job.sandboxed)
        return WARM[(*key, kind)].ready()


def forget(job):
    """Close the warm processes of a job, so that the next use starts new ones."""
    with LOCK:
        for key in [key for key in WARM if key[:2] == (job.release.digest, job.sandboxed)]:
            WARM.pop(key).close()


def unpacked(release):
    """A folder with the student edition, which anybody may read and nobody needs to write."""
    top = Path(tempfile.mkdtemp(prefix="edition-"))
    atexit.register(shutil.rmtree, top, ignore_errors=True)
    folder = top / "edition"
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(release.edition)) as archive:
        archive.extractall(folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder
