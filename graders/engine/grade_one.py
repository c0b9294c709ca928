"""One submission's grade: repair the notebook, run it, judge it."""

import re
import secrets
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import takewhile
from pathlib import Path

from graders.engine import EngineError, outputs, pictures, repair, submission
from graders.engine.fork_server import forget, fork_server
from graders.engine.job import Job, Result, Verdict
from graders.engine.judge import Judge
from graders.engine.release import as_run, released_cells
from graders.engine.student import Student
from graders.engine.wording import NO_ANSWER, PASSED_OVER

OWN = "the course's own solution"
BINDING = {"async", "def", "class", "import", "from", "with"}  # what a line that binds a name may begin with


def grade_one(job):
    """The Result of a job. Never raises: what fails on our side is the result's `problem`."""
    began, result = time.monotonic(), Result()
    try:
        notebook, notes = repaired(job, job.release)
        notebook, left_out = pictures.looked_at(notebook)
    except submission.Unreadable as error:
        return unreadable(job, str(error))
    except EngineError as error:
        return replace(result, problem=str(error))
    except Exception as error:
        return replace(result, problem=f"{type(error).__name__}: {error}")
    for _ in range(2):  # a fork server that died is started again, once
        try:
            return run(job, notebook, [*notes, *left_out], began)
        except EngineError as error:
            forget(job.release, job.sandboxed)
            result.problem = str(error)
        except Exception as error:
            result.problem = f"{type(error).__name__}: {error}"
            break
    return result


def repaired(work, release):
    """The notebook to grade, and notes, of a Submission or a Job. Raises EngineError, Unreadable."""
    if work.problem:
        raise EngineError(work.problem)
    if work.unread:
        raise submission.Unreadable(work.unread)
    return repair.repair(submission.read(work.files[f"{release.notebook}.ipynb"], release), release)


def unreadable(job, why):
    """The Result of a job of which nothing can be run: no points."""
    verdicts = excused({cell.key: Verdict("wrong", 0.0, why) for cell in graded(job.release)}, job.fails)
    cells = [(cell, cell.source, []) for cell in job.release.cells]
    notes = submission.still_true(job.notes, why)
    return Result(verdicts, notebook=outputs.graded_notebook(cells, verdicts, notes, unread=why), unread=why)


def excused(verdicts, fails):
    """These verdicts, but a test that the course's own solution fails says nothing against a student."""
    excuse = Verdict("ungraded", None, f"{OWN} fails this test")
    return {name: excuse if v.outcome == "wrong" and name in fails else v for name, v in verdicts.items()}


def graded(release):
    return [
        cell
        for cell in release.cells
        if cell.role in ("test", "manual") and cell.metadata.get("nbgrader", {}).get("grade")
    ]


@dataclass
class Attempt:
    """One run of the notebook and its tests. cells: (Cell, source, outputs). undefined: {test: the name it missed}.

    written: the files that it wrote, name -> bytes. delayed: as in Student.
    """

    cells: list
    notes: list
    written: dict
    verdicts: dict = field(default_factory=dict)
    undefined: dict = field(default_factory=dict)
    delayed: bool = False


def run(job, notebook, noted, began):
    """Run and judge a notebook, repaired as these notes say.

    Experiments are left out, unless a test misses a name that one defines.
    """
    found = attempt(job, notebook, everything=False)
    verdicts, cells, notes = found.verdicts, found.cells, [*noted, *found.notes]
    experiments = [source for cell, source in notebook if cell.role == "experiment" and cell.kind == "code"]
    if any(binds(source, {*found.undefined.values()}) for source in experiments):
        whole = attempt(job, notebook, everything=True)
        verdicts |= {key: whole.verdicts[key] for key in found.undefined}
        notes += ["a test missed a name that an experiment defines: the whole notebook was run", *whole.notes]
        cells, found.written = whole.cells, whole.written
        found.delayed |= whole.delayed
    unanswered = repair.unanswered(notebook)
    for cell in graded(job.release):
        if cell.role == "manual":
            verdicts[cell.key] = Verdict("manual", 0.0 if cell.key in unanswered else None)
    notes += made_with_newer(job.files.get(f"{job.release.notebook}.ipynb", b""), cells)
    verdicts, notes = excused(verdicts, job.fails), list(dict.fromkeys(notes))
    text = outputs.graded_notebook(cells, verdicts, [*job.notes, *notes])
    took, answers = time.monotonic() - began, repair.answers_digest(notebook)
    delayed = found.delayed and any(verdict.outcome == "wrong" for verdict in verdicts.values())
    return Result(
        verdicts, unanswered, text, notes, None, took, answers=answers, written=found.written, delayed=delayed
    )


def binds(source, names):
    """Which of these names a cell seems to define or assign to, by its look: students' code can take long to parse."""
    return {name for line in source.splitlines() if line for name in bound_by(line[:1000]) if name in names}


def bound_by(line):
    """As binds, of one line: `def name`, `first, name = …`, `for name in …`, `import … as name`."""
    words = re.findall(r"\w+|[=!<>]=|\S", line)
    first = words[0] if words else ""
    if first == "for":
        return takewhile(lambda word: word != "in", words)
    if first in BINDING:
        return words
    return takewhile(lambda word: word not in ("=", "(", "#"), words) if "=" in words else ()


def made_with_newer(raw, cells):
    """A sentence if a newer Python may know what is a SyntaxError here: [] or [it]. raw: the notebook's file."""
    made, ours = submission.python_version(raw), sys.version_info[:2]
    failed = any(output.get("ename") == "SyntaxError" for _, _, shown in cells for output in shown)
    if not failed or made is None or made <= ours:
        return []
    versions = "made with Python {}.{}, and is graded with Python {}.{}".format(*made, *ours)
    return [f"this notebook was {versions}: what is a SyntaxError here may be right there"]


def attempt(job, notebook, everything):
    """Run the notebook and its tests, with the experiments or without. Returns the Attempt."""
    files = {name: data for name, data in job.files.items() if not name.endswith(".ipynb")}
    sources = {str(i): (label(cell, i), as_run(source)) for i, (cell, source) in enumerate(notebook)}
    sources |= {released(i): (f"the released cell {cell.key}", cell.source) for i, (cell, _) in enumerate(notebook)}
    with ExitStack() as stack:
        server = fork_server(job.release, "student", job.sandboxed)
        student = Student(server, job.limits, sources, files, job.seed_for("student"))
        stack.callback(student.drop)
        cells, snapshots, notes = execute(student, notebook, job, everything)
        answers = {str(i): sources[str(i)][1] for i, (cell, _) in enumerate(notebook) if cell.role == "solution"}
        found = Attempt(cells, notes, student.written())
        wanted = {*job.release.wanted}
        defined_by = cache(lambda number: binds(cells[number][1], wanted))  # asked for each test and each of its names
        judge = Judge(job, student, answers, partial(why_lost, cells, defined_by))
        stack.callback(judge.drop)
        for cell, verdict, missed in judge.verdicts(snapshots):
            found.verdicts[cell.key] = verdict
            if missed:
                found.undefined[cell.key] = missed
        found.notes += judge.notes
        found.delayed = student.delayed
        return found


def execute(student, notebook, job, everything):
    """The student's phase: run the cells, and take a snapshot of the tested names at each test."""
    cells, snapshots, notes = [], {}, []
    for number, (cell, source) in enumerate(notebook):
        shown = []
        run = cell.kind == "code" and source.strip() and (everything or cell.role not in ("experiment", "test"))
        if cell.role == "test":
            snapshots[cell.key] = student.snapshot(cell.key, job.release.wanted)
        if run:
            shown, said = run_cell(student, number, cell, source)
            notes += said if cell.role != "test" else []
        cells.append((cell, source, shown))
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


def why_lost(cells, defined_by, name, test):
    """Why a name is not there at a test, in a sentence: what became of the last cell above that should define it.

    cells: as in Attempt. defined_by(number): the names that one of them seems to define.
    """
    place = next(number for number, (cell, _, _) in enumerate(cells) if cell.key == test)
    for number in reversed(range(place)):
        cell, source, shown = cells[number]
        if cell.kind == "code" and name in defined_by(number):
            ended = how_it_ended(shown)
            gone = "defines it, but it is gone when its test is reached. Does a line delete it?"
            if source.lstrip().startswith("%%timeit"):
                gone = "begins with `%%timeit`, which keeps no name that the cell defines. Delete that line"
            return passed_over(shown, name) or f"{label(cell, number)} {ended or gone}"
    return "no cell above this test defines it. Is its name spelled as in the released cell?"


def passed_over(shown, name):
    """What outputs say of a line with this name that failed and was passed over; None if there is none."""
    said = (line for output in shown if output.get("name") == "stderr" for line in output["text"].splitlines())
    for line in said:  # ours, or what the student's code printed: in a time that grows with its length
        code, found, _ = line.rpartition(f"` {PASSED_OVER}")
        if found and re.search(rf"\b{re.escape(name)}\b", code.partition("`")[2]):
            return f"{line}."
    return None


def how_it_ended(shown):
    """What the outputs of a cell say of an error that stopped it, in words; None if there is none."""
    for output in reversed(shown):
        if output["output_type"] == "error" and output["ename"] == "Stopped":
            return f"{output['evalue']}."
        if output["output_type"] == "error" and output["ename"] == "EOFError":
            return f"stopped: EOFError: {NO_ANSWER}"
        if output["output_type"] == "error":
            words = re.sub(r"\(<cell [^>]*>, line (\d+)\)", r"(line \1)", output["evalue"][:300])
            return f"stopped: {output['ename']}: {words}"
        if output.get("name") == "stderr" and output["text"].startswith("UsageError: "):  # as IPython says it of magics
            return f"stopped: {output['text'].splitlines()[0][:300]}"
    return None


def passing(cell):
    """What is passed over where a cell of the student's stops: in an answer, only imports of what is not installed."""
    return "imports" if cell.role in ("solution", "manual") else "all"


def released(number):
    """The name of a cell as it was released, beside the student's version of it."""
    return f"{number} as released"


def label(cell, number):
    where = f" (cell {number + 1} of the notebook)" if cell.role == "added" else ""
    return f"{repair.called(cell)}{where}"


# -- the course's own solution -----------------------------------------------------------------------------------------


def own_source(release, sources):
    """Where a notebook's source is, and in it the course's own solution. sources: the folder of the assignments'."""
    return Path(sources, release.assignment, f"{release.notebook}.ipynb")


def own_verdicts(release, sources, sandboxed, limits):
    """{grade_id: Verdict} of the course's own solution; {} if there is none.

    sources: the folder of the assignments' sources. Raises EngineError if its own solution cannot be graded.
    """
    source = own_source(release, sources)
    if not source.exists():
        return {}
    files = {source.name: source.read_bytes()}
    result = grade_one(Job(OWN, release, files, None, secrets.randbits(63), sandboxed, limits, own=True))
    if why := result.problem or result.unread:
        raise EngineError(f"{release.assignment}: {OWN} could not be graded: {why}")
    return result.verdicts


def failed_by_own(release, sources, sandboxed, limits):
    """{grade_id: words} of the tests that the course's own solution fails, which then count against nobody."""
    source = own_source(release, sources)
    if not any(cell.role == "test" for cell in release.cells) or not has_answers(source):
        return {}
    verdicts = own_verdicts(release, sources, sandboxed, limits)
    return {name: v.words for name, v in verdicts.items() if v.outcome in ("wrong", "ungraded")}


def has_answers(source):
    """Whether a source holds answers, and does not leave all of them to be written: then it says nothing of tests."""
    if not source.exists():
        return False
    code = [cell for cell in released_cells(source) if cell.kind == "code"]
    answers = [cell.source for cell in code if cell.role in ("solution", "manual")]
    return not answers or not all(map(repair.is_stub, answers))


def fails_in_words(release, fails):
    return [f"{release.assignment}: {OWN} fails {name}, so nobody gets a zero for it: {fails[name]}" for name in fails]
