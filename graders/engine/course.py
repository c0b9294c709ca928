"""Grading a class: what is left to do, done on all processors, written down by this one process."""

import contextlib
import itertools
import json
import multiprocessing
import os
import secrets
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tqdm import tqdm

from graders.engine import CourseError, EngineError, intake, judge, sandbox
from graders.engine.execution import Limits, Process
from graders.engine.log import Log, is_grade, ungraded, version

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Options:
    """What the command line says; see graders/__main__.py."""

    course: Path
    assignments: list
    release: Path = ROOT / "build" / "release"
    database: str | None = None
    jobs: int = 0
    scheduler: str | None = None
    unsandboxed: bool = False
    force: bool = False
    limits: Limits = field(default_factory=Limits)


def grade(options, say=print):
    """Grade what is submitted and not graded yet. Returns 1 where something stays ungraded. Raises CourseError."""
    if not Path(options.course, "submitted").is_dir():
        raise CourseError(f"there is no submitted/ in {options.course}: students' work goes there")
    previews = {name: preview(options.release, name) for name in chosen(options, say)}
    first = [release for found in previews.values() for release in found][:1]
    if sandbox.unavailable() is None:
        for release in first:
            judge.warm(release, "student", True)
    from graders.engine.gradebook import Records, alone, configuration  # slow: the warm processes start meanwhile

    sandboxed = find_sandbox(options, first, say)
    entries = []
    try:
        with (
            alone(options.course),
            contextlib.closing(Records(configuration(options.course, options.database))) as records,
        ):
            log, program = Log(options.course), version()
            latest = log.latest()
            releases = [release for name in previews for release in registered(options, records, name)]
            for release, upcoming in itertools.zip_longest(releases, releases[1:]):
                entries += grade_notebook(options, release, upcoming, records, log, latest, program, sandboxed, say)
    except OSError as error:
        raise CourseError(
            f"stopped: {error}. What was graded is in the grading log and the gradebook; make room, and run the same "
            "command again to go on."
        ) from None
    say(summary(entries))
    return int(any(entry["problem"] or ungraded(entry) for entry in entries))


def limits(options):
    """The Limits that a command line asks for."""
    return Limits(options.cell_seconds, options.total_seconds, options.memory << 20)


def chosen(options, say):
    """The assignments to grade: those named, or all that something was handed in for. Raises CourseError."""
    found = sorted({path.name for path in Path(options.course, "submitted").glob("*/*") if path.is_dir()})
    known = {path.parent.name for path in Path(options.release).glob("*/*.ipynb")}
    for name in options.assignments:
        if name not in known:
            raise CourseError(f"there is no assignment {name} in {options.release}; make release makes it")
    for name in set(found) - known if not options.assignments else ():
        say(f"{name}: no assignment of that name in {options.release}, left alone")
    return options.assignments or [name for name in found if name in known]


def preview(folder, assignment):
    """The releases of an assignment without the hidden tests: enough to start its warm processes."""
    return [
        intake.release(folder, assignment, path.stem, None) for path in sorted(Path(folder, assignment).glob("*.ipynb"))
    ]


def find_sandbox(options, releases, say):
    """Whether there is a sandbox in which the warm processes of these releases start. Raises CourseError where there
    is none and none was agreed to."""
    why = sandbox.unavailable()
    if why is None and releases:
        try:
            for release in releases:
                Process(judge.warm(release, "student", True), Limits(), judge.nothing()).kill()
            return True
        except EngineError as error:
            why = f"it does not start: {error}"
            judge.forget(release, True)
    if why and not options.unsandboxed:
        raise CourseError(
            f"There is no sandbox here: {why}.\nStudents' code would run with your rights, so nothing was graded. "
            "Grade on Linux with bubblewrap and user namespaces, or, if you trust every submission, add --unsandboxed; "
            "each grade's record will say so."
        )
    if why:
        say(f"No sandbox: {why}. Grading without one, as --unsandboxed allows; each record says so.")
    return why is None


def registered(options, records, assignment):
    """The releases of an assignment, with the hidden tests of notebooks/ as they are now, by way of the gradebook."""
    folder = Path(records.source_directory(), assignment)
    cells = {}
    for path in folder.glob("*.ipynb"):
        notebook = cells.setdefault(path.stem, {})
        for number, raw in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
            cell = intake.released_cell(number, raw)
            if cell.role == "test":
                notebook[cell.key] = cell.source, cell.points
    if cells and not records.is_current(assignment, cells):
        records.register(assignment)
    found = records.notebooks(assignment)
    try:
        return [intake.release(options.release, assignment, notebook, tests) for notebook, tests in found.items()]
    except LookupError as error:
        raise CourseError(f"{assignment}: the gradebook has no test {error}, the release has: make release") from None


# -- one notebook of all students ------------------------------------------------------------------------------------


def grade_notebook(options, release, upcoming, records, log, latest, program, sandboxed, say):
    """Grade one notebook for everybody who handed it in. Returns the log entries, old and new.

    upcoming: the release that comes next, whose warm processes may start meanwhile.
    """
    entries, todo = [], []
    graded = records.automatic(release.assignment)
    for student in students(options.course, release.assignment):
        key = (student, release.assignment, release.notebook)
        folder = Path(options.course, "submitted", student, release.assignment)
        files, _ = intake.submitted(folder, release.notebook)
        entry = latest.get(key)
        if options.force or not is_grade(entry, intake.digest(files), release.digest, program):
            todo.append(student)
            continue
        scores = {name: verdict["score"] for name, verdict in entry["verdicts"].items()}
        if graded.get((student, release.notebook)) != scores:  # the grader was stopped between the two
            records.store(entry)
        entries.append(entry)
    if entries:
        say(f"{release.assignment}: {len(entries)} are graded already")
    if todo:
        for kind in ("student", "judge"):  # before the workers are forked, so that they share them
            judge.warm(release, kind, sandboxed).ready()
        if upcoming:
            judge.warm(upcoming, "student", sandboxed)
    own = own_solution(release, records, sandboxed) if todo else None
    jobs = itertools.chain(filter(None, [own]), (job(options, release, student, sandboxed) for student in todo))
    bar = tqdm(total=len(todo), desc=release.assignment, unit=" submissions", disable=not todo, smoothing=0.05)
    with bar, contextlib.closing(results(jobs, options)) as finished:
        for submission, done, result in excused(finished, own, say):
            entry = as_entry(done, submission, result, program)
            if result.notebook:
                write_notebook(options.course, done, result.notebook)
            log.append(entry)
            if not entry["problem"]:
                records.store(entry)
            entries.append(entry)
            bar.update()
    return entries


def students(course, assignment):
    return sorted(path.parent.name for path in Path(course, "submitted").glob(f"*/{assignment}"))


def job(options, release, student, sandboxed):
    folder = Path(options.course, "submitted", student, release.assignment)
    files, problem = intake.submitted(folder, release.notebook)
    return judge.Job(student, release, files, problem, secrets.randbits(63), sandboxed, options.limits)


def own_solution(release, records, sandboxed):
    """The course's own solution as a Job, None where there is none: a test that it fails, no student has failed."""
    source = Path(records.source_directory(), release.assignment, f"{release.notebook}.ipynb")
    if not source.exists():
        return None
    files = {source.name: source.read_bytes()}
    return judge.Job("the course's own solution", release, files, None, secrets.randbits(63), sandboxed)


def excused(finished, own, say):
    """What `finished` yields, but for the job `own`: held back until that is done, and then judged by it.

    Raises EngineError where the course's own solution cannot be graded.
    """
    held, broken = [], None if own else {}
    for item in finished:
        if item[1] is own:
            broken = failed(own, item[2])
            for name, words in broken.items():
                say(f"{own.release.assignment}: {own.student} fails {name}, so nobody gets a zero for it: {words}")
        else:
            held.append(item)
        while held and broken is not None:
            excuse(held[0][2], broken)
            yield held.pop(0)


def failed(own, result):
    """The tests that the course's own solution fails: {grade_id: words}."""
    if result.problem:
        raise EngineError(f"{own.release.assignment}: {own.student} could not be graded: {result.problem}")
    return {name: v.words for name, v in result.verdicts.items() if v.outcome in ("wrong", "ungraded")}


def excuse(result, broken):
    """A test that the course's own solution fails says nothing against a student."""
    for name in broken.keys() & result.verdicts.keys():
        if result.verdicts[name].outcome == "wrong":
            result.verdicts[name] = judge.Verdict("ungraded", None, "the course's own solution fails this test")


def as_entry(job, submission, result, program):
    """The line of the log: plain data."""
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "student": job.student,
        "assignment": job.release.assignment,
        "notebook": job.release.notebook,
        "submission": submission,
        "timestamp": job.timestamp,
        "release": job.release.digest,
        "version": program,
        "seed": job.seed,
        "sandbox": "bubblewrap" if job.sandboxed else "none",
        "seconds": round(result.seconds, 3),
        "problem": result.problem,
        "unread": result.unread,
        "notes": result.notes,
        "unanswered": result.unanswered,
        "verdicts": {name: asdict(verdict) for name, verdict in result.verdicts.items()},
    }


def write_notebook(course, job, text):
    """autograded/<student>/<assignment>/<notebook>.ipynb, whole or not at all."""
    folder = Path(course, "autograded", job.student, job.release.assignment)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ((f"{job.release.notebook}.ipynb", text), ("timestamp.txt", job.timestamp)):
        if content is not None:
            fresh = folder / f".{name}.new"
            fresh.write_text(content, encoding="utf-8")
            os.replace(fresh, folder / name)


# -- on all processors -----------------------------------------------------------------------------------------------


def results(jobs, options):
    """(digest of the submission, Job, Result) for each job, as they are done, in no order.

    A worker that dies (the machine ran out of memory, say) takes with it only what was under way. Each of these is
    tried again alone, and the one of which a worker dies again is a failure of ours.
    """
    waiting = ((intake.digest(job.files), job) for job in jobs)
    while suspects := (yield from in_parallel(waiting, options)):
        for suspect in suspects:
            if (yield from in_parallel(iter([suspect]), options)):
                yield *suspect, judge.Result(problem="the grader's worker died of it, twice")


def in_parallel(waiting, options):
    """As `results`, until all is done or a worker dies; returns what was under way then.

    Asks for an executor of concurrent.futures and nothing more. No more is handed out than keeps all workers busy.
    """
    under_way, most = {}, 2 * pool_size(options) + 2
    with executor(options) as pool:
        try:
            while True:
                for submission, job in itertools.islice(waiting, most - len(under_way)):
                    under_way[pool.submit(judge.grade, job)] = submission, job
                if not under_way:
                    return []
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    yield *under_way.pop(future), result
        except BrokenExecutor:
            return list(under_way.values())
        finally:
            for future in under_way:
                future.cancel()


def pool_size(options):
    if options.jobs:
        return options.jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def executor(options):
    """A concurrent.futures executor: Dask's where a scheduler is named, else processes on this machine."""
    if options.scheduler:
        try:
            from distributed import Client

            client = Client(options.scheduler, set_as_default=False, timeout=20)
        except ImportError:
            raise CourseError("--scheduler needs Dask: pip install distributed (the extra `cluster`)") from None
        except OSError as error:  # a TimeoutError is one
            raise CourseError(f"there is no Dask scheduler at {options.scheduler}: {error}") from None
        with client:
            yield client.get_executor(pure=False)
        return
    context = multiprocessing.get_context("fork")  # so that all share this process's warm ones
    with ProcessPoolExecutor(pool_size(options), context, sandbox.end_with_parent) as pool:
        yield pool


# -- in words --------------------------------------------------------------------------------------------------------


def summary(entries):
    """What a run comes to, by assignment."""
    lines = []
    for name, group in itertools.groupby(sorted(entries, key=lambda e: e["assignment"]), key=lambda e: e["assignment"]):
        lines += [*summary_of(name, list(group)), ""]
    return "\n".join(lines) or "Nothing to grade."


def summary_of(assignment, entries):
    failed = [entry for entry in entries if entry["problem"] or ungraded(entry)]
    lines = [f"{assignment}: {len(entries) - len(failed)} graded, {len(failed)} ungraded"]
    for entry in failed:
        why = entry["problem"] or next(v["words"] for v in entry["verdicts"].values() if v["outcome"] == "ungraded")
        lines.append(f"  ungraded: {entry['student']}: {(why.strip().splitlines() or ['no reason given'])[-1]}")
    verdicts = [(name, verdict) for entry in entries for name, verdict in entry["verdicts"].items()]
    lines += [f"  nothing to grade: {entry['student']}: {entry['unread']}" for entry in entries if entry["unread"]]
    scores = sorted(
        sum(v["score"] or 0 for v in entry["verdicts"].values()) for entry in entries if not entry["problem"]
    )
    if scores:
        quartiles = [scores[round(q * (len(scores) - 1))] for q in (0, 0.25, 0.5, 0.75, 1)]
        lines.append(
            "  points: "
            + ", ".join(
                f"{w} {q:g}" for w, q in zip(("lowest", "quarter", "median", "three quarters", "highest"), quartiles)
            )
        )
    missed = Counter(name for name, verdict in verdicts if verdict["outcome"] in ("wrong", "partly"))
    lines += [f"  missed by {count}: {name}" for name, count in missed.most_common(3)]
    named = Counter(
        mistake(v["words"]) for _, v in verdicts if v["outcome"] == "wrong" and "it looks as if" in v["words"]
    )
    lines += [f"  named {count} times: {words}" for words, count in named.most_common(3)]
    return lines


def mistake(words):
    """The part of a check's message that names the mistake, without the case that it was seen in."""
    return words[words.index("it looks as if") :].split(". ")[0][:160]
