"""Grading a class: what is left to do, done on all processors, written down by this one process."""

import contextlib
import itertools
import json
import multiprocessing
import multiprocessing.util
import os
import secrets
import time
from collections import defaultdict
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tqdm import tqdm

from graders.engine import CourseError, EngineError, groups, handed_in, judge, sandbox, submission, times, write_whole
from graders.engine.execution import Limits, Process
from graders.engine.groups import credited
from graders.engine.log import Log, is_grade, ungraded, version
from graders.engine.summary import listed, summary

ROOT = Path(__file__).resolve().parents[2]
AGAIN, UNREADABLE = "the same work was handed in again", "its timestamp.txt is no time that can be read"


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


@dataclass
class Run:
    """What one grading run works with. latest: {(student, assignment, notebook): the log's last entry}.

    decided: {assignment, or "" for what concerns no single one: lines for the summary}.
    """

    options: Options
    there: handed_in.HandedIn
    wanted: set  # the assignments to grade
    records: object
    log: Log
    latest: dict
    last: dict | None  # the log's very last entry
    sandboxed: bool
    say: object
    groups: dict = field(default_factory=dict)
    undecided: list = field(default_factory=list)  # groups of which nobody can say whose work counts
    decided: dict = field(default_factory=lambda: defaultdict(list))

    def store(self, entry):
        for student in credited(entry):
            self.records.store({**entry, "student": student})
        self.log.mark_stored(entry)


def grade(options, say=print):
    """Grade what is submitted and not graded yet. Returns 1 if something stays ungraded. Raises CourseError."""
    if not Path(options.course, "submitted").is_dir():
        raise CourseError(f"there is no submitted/ in {options.course}: students' work goes there")
    there = handed_in.scan(options.course)
    previews, trouble = tried(chosen(options, there), lambda name: preview(options.release, name))
    first = [release for found in previews.values() for release in found][:1]
    if sandbox.unavailable() is None:
        for release in first:
            judge.fork_server(release, "student", True)
    from graders.engine.gradebook import Records, configuration, locked  # slow: the fork servers start meanwhile

    sandboxed = find_sandbox(options, first, say)
    entries = []
    try:
        with (
            locked(options.course),
            contextlib.closing(Records(configuration(options.course, options.database))) as records,
        ):
            log, known = Log(options.course), records.students()
            latest = log.latest()
            last = next(reversed(latest.values()), None)
            run = Run(
                options, there, set(previews), records, log, latest, last, sandboxed, say, groups.read(options.course)
            )
            registrations, more = tried(previews, lambda name: registered(options, records, name, run.decided))
            releases = [release for found in registrations.values() for release in found]
            for release, upcoming in itertools.zip_longest(releases, releases[1:]):
                try:
                    entries += grade_notebook(run, release, upcoming)
                except EngineError as error:  # TensorFlow does not start, say: the other assignments can be graded
                    more[release.assignment] = str(error)
            trouble |= more
            if trouble and not entries:
                raise CourseError("\n".join(trouble.values()))
            if not sandboxed:
                run.decided[""].append("graded without a sandbox, as --unsandboxed allows; each record says so")
            run.decided[""] += [*there.refused, *left_alone(options, there)]
            say(summary(entries, run, known, trouble))
    except OSError as error:
        raise CourseError(
            f"stopped: {error}. What was graded is in the grading log and the gradebook; once that is fixed, run the "
            "same command again to go on."
        ) from None
    return int(bool(trouble or run.undecided) or any(entry["problem"] or ungraded(entry) for entry in entries))


def chosen(options, there):
    """The assignments to grade: those named, or all that a folder is there for. Raises CourseError."""
    known = released(options)
    for name in options.assignments:
        if name not in known:
            raise CourseError(f"there is no assignment {name} in {options.release}; make release makes it")
    return options.assignments or sorted({*there.work, *there.nothing} & known)


def released(options):
    return {path.parent.name for path in Path(options.release).glob("*/*.ipynb")}


def left_alone(options, there):
    """What was handed in for no assignment that is released, in words."""
    for name in sorted((there.work.keys() | there.nothing.keys()) - released(options)):
        students = listed(there.work[name] + there.nothing[name])
        yield f"submitted/*/{name} is left alone: there is no assignment {name} in {options.release} (of {students})"


def tried(names, do):
    """({name: do(name)}, {name: why that failed}): the trouble of one assignment stops no other."""
    done, trouble = {}, {}
    for name in names:
        try:
            done[name] = do(name)
        except (CourseError, EngineError) as error:
            trouble[name] = str(error)
        except (ValueError, KeyError) as error:  # JSON that is none, or no notebook
            trouble[name] = f"{name} cannot be read: its release or its source is no notebook ({error})"
    return done, trouble


def preview(folder, assignment):
    """The releases of an assignment without the hidden tests: enough to start its fork servers. Raises CourseError."""
    if why := handed_in.unusable_assignment(assignment):
        raise CourseError(f"{assignment} cannot be graded: {why}")
    paths = sorted(Path(folder, assignment).glob("*.ipynb"))
    return [submission.release(folder, assignment, path.stem, None) for path in paths]


def find_sandbox(options, releases, say):
    """Whether there is a sandbox in which the fork servers of these releases start. Raises CourseError if there
    is none and the instructor has not agreed to do without."""
    why = sandbox.unavailable()
    if why is None and releases:
        try:
            for release in releases:
                Process(judge.fork_server(release, "student", True), Limits(), judge.start_message()).kill()
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


def registered(options, records, assignment, changed=None):
    """The releases of an assignment, with the hidden tests of notebooks/ as they are now, by way of the gradebook.

    changed: {assignment: lines}, to which is added what changed of one that has grades.
    """
    folder = Path(records.source_directory(), assignment)
    cells = {path.stem: graded_cells(path) for path in folder.glob("*.ipynb")}
    if cells and not records.is_current(assignment, cells):
        check_release(options, assignment, cells)
        words = records.register(assignment)
        if changed is not None:
            changed[assignment] += words
    found = records.notebooks(assignment)
    try:
        return [submission.release(options.release, assignment, notebook, tests) for notebook, tests in found.items()]
    except LookupError as error:
        raise CourseError(f"{assignment}: the gradebook has no test {error}, the release has: make release") from None


def graded_cells(path):
    """{grade_id: (source, or None for what a person grades; points)} of a notebook."""
    found = {}
    for number, raw in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        cell, mine = submission.released_cell(number, raw), raw.get("metadata", {}).get("nbgrader", {})
        if cell.role == "test" or (cell.role == "manual" and (mine.get("grade") or mine.get("task"))):
            found[cell.key] = cell.source if cell.role == "test" else None, cell.points
    return found


def check_release(options, assignment, cells):
    """Raise CourseError if the release has other graded cells than the sources: before any grade is touched."""
    there = {path.stem: graded_cells(path).keys() for path in Path(options.release, assignment).glob("*.ipynb")}
    differ = sorted(name for name in there.keys() | cells.keys() if there.get(name) != cells.get(name, {}).keys())
    if differ:
        names = ", ".join(f"{name}.ipynb" for name in differ)
        raise CourseError(f"{assignment}: the release of {names} has other graded cells than the source: make release")


# -- one notebook of all students ------------------------------------------------------------------------------------


def grade_notebook(run, release, upcoming):
    """Grade one notebook for everybody who handed it in. Returns the log entries, old and new.

    upcoming: the release that comes next, whose fork servers may start meanwhile.
    """
    entries, todo = graded_already(run, release)
    if entries:
        run.say(f"{release.assignment}: {len(entries)} are graded already")
    if not todo:
        return entries
    for kind in ("student", "judge"):  # before the workers are forked, so that they share them
        judge.fork_server(release, kind, run.sandboxed).ready()
    if upcoming:
        judge.fork_server(upcoming, "student", run.sandboxed)
    own = own_solution(release, run.records.source_directory(), run.sandboxed, run.options.limits)
    jobs = itertools.chain(filter(None, [own]), (job(run.options, release, name, run.sandboxed) for name in todo))
    bar = tqdm(total=len(todo), desc=release.assignment, unit=" submissions", smoothing=0.05)
    with bar, contextlib.closing(results(jobs, run.options)) as finished:
        for digest, done, result in excused(finished, own, run.decided[release.assignment].append):
            entries.append(record(run, digest, done, result, todo[done.student]))
            bar.update()
    return entries


def graded_already(run, release):
    """(log entries of what is graded, {student: those whom the work is credited to} of what is not). Brings the
    gradebook to what the log says."""
    entries, todo, name = [], {}, release.assignment
    run.records.apply_extensions(name)
    graded, late = run.records.automatic(name), run.records.late(name)
    for student, members in credits(run, release).items():
        files = submission.submitted(handed_in.folder(run.options.course, student, name), release).files
        entry, digest = run.latest.get((student, name, release.notebook)), submission.digest(files)
        if is_same_work(entry, files, release) and entry["submission"] != digest:
            entry = handed_in_again(run, entry, files)
        if run.options.force or not is_grade(entry, digest, release.digest, version(name)):
            todo[student] = members
            continue
        if credited(entry) != members:  # groups.csv has changed
            entry = {**entry, "time": now(), "members": members}
            run.log.append(entry)
            run.store(entry)
        scores = {name: verdict["score"] for name, verdict in entry["verdicts"].items()}
        stored = all(has(graded.get((each, release.notebook)), scores) for each in members)
        if not stored or (entry == run.last and not run.log.is_stored(entry)):
            run.store(entry)  # the grader was stopped between the two
        for each in late.keys() & set(members) if stored else ():
            run.records.penalize({**entry, "student": each})  # the due date, or the rule, may have changed
        entries.append(entry)
    return entries, todo


def has(graded, scores):
    """Whether the gradebook has these scores. It may have more cells: those that only a person grades."""
    return graded is not None and all(graded.get(name) == score for name, score in scores.items())


def credits(run, release):
    """{student or group whose work counts: those whom it is credited to}, of one notebook."""
    name, there = release.assignment, run.there.work[release.assignment]
    counts, spare, undecided, lines = groups.choose(run.options.course, run.groups, there, name, run.records.zone)
    run.undecided += undecided
    for members in counts.values():
        if cells := run.records.share_by_hand(name, members):
            lines.append(f"graded by hand for one of {', '.join(members)}, so for all: {', '.join(sorted(cells))}")
    run.decided[name] += [line for line in lines if line not in run.decided[name]]
    return {student: counts.get(student, [student]) for student in there if student not in spare}


def is_same_work(entry, files, release):
    """Whether an entry is a finished grade of the same work, whatever its timestamp.txt says now."""
    same = entry and entry.get("work") == work_digest(files)
    return bool(same and is_grade(entry, entry["submission"], release.digest, version(release.assignment)))


def work_digest(files):
    """One number for the content of a submission, but for when it was handed in."""
    return submission.digest({name: data for name, data in files.items() if name.lower() not in handed_in.WASTE})


def handed_in_again(run, entry, files):
    """Write down that a student handed in the same work once more: its grade stays, and its first time counts."""
    digest, stamp = submission.digest(files), times.stamp(files)
    again = {**entry, "time": now(), "submission": digest, "before": digest}
    again |= timed(stamp, entry, run.records.zone)
    run.log.append(again)
    run.store(again)
    for student in credited(entry) if stamp else ():
        folder = Path(run.options.course, "autograded", student, entry["assignment"])
        if folder.is_dir():
            write_whole(folder / "timestamp.txt", stamp)
    return again


def timed(stamp, before, zone):
    """The parts of an entry that say when something was handed in. before: an entry of the same work, or None."""
    counts = times.first(before["timestamp"], stamp, zone) if before else stamp
    notes = [note for note in before["notes"] if not note.startswith((AGAIN, UNREADABLE))] if before else []
    if counts != stamp:
        notes.append(f"{AGAIN} ({stamp or 'at an unknown time'}): the first time counts, {counts}")
    if counts and times.moment(counts, zone) is None:
        notes.append(f"{UNREADABLE} ({counts}), so it counts as handed in on time")
    return {"timestamp": counts, "notes": notes}


def record(run, digest, job, result, members):
    """Write down a result: the notebook, then the log, then the gradebook. Returns the log's entry."""
    before = run.latest.get((job.student, job.release.assignment, job.release.notebook))  # what was graded last
    entry = as_entry(job, digest, result, before, run.records.zone)
    if members != [job.student]:
        entry["members"] = members
    if result.notebook:
        for student in members:
            write_notebook(run.options.course, student, job, result.notebook)
    run.log.append(entry)
    if not entry["problem"]:
        run.store(entry)
    return entry


def job(options, release, student, sandboxed):
    found = submission.submitted(handed_in.folder(options.course, student, release.assignment), release)
    seed = secrets.randbits(63)
    return judge.Job(student, release, found.files, found.unread, seed, sandboxed, options.limits, found.notes)


def own_solution(release, sources, sandboxed, limits):
    """The course's own solution as a Job, or None. A test that it fails counts against no student."""
    source = Path(sources, release.assignment, f"{release.notebook}.ipynb")
    if not source.exists():
        return None
    files = {source.name: source.read_bytes()}
    return judge.Job("the course's own solution", release, files, None, secrets.randbits(63), sandboxed, limits)


def excused(finished, own, say):
    """What `finished` yields, but for the job `own`: held back until that is done, and then judged by it.

    Raises EngineError if the course's own solution cannot be graded.
    """
    held, broken = [], None if own else {}  # None: not known yet
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
    words = "the course's own solution fails this test"
    wrong = [name for name in broken.keys() & result.verdicts.keys() if result.verdicts[name].outcome == "wrong"]
    excused = dict.fromkeys(wrong, judge.Verdict("ungraded", None, words))
    if excused:
        result.verdicts |= excused
        result.notebook = submission.with_verdicts(result.notebook, excused)


def as_entry(job, digest, result, before=None, zone=None):
    """The line of the log: plain data. before: the last one for the same notebook, if there is one. zone: the
    course's, for timestamps."""
    work = work_digest(job.files)
    when = timed(job.timestamp, before if before and before.get("work") == work else None, zone)
    own = [note for note in when["notes"] if note.startswith((AGAIN, UNREADABLE))]
    return {
        "time": now(),
        "student": job.student,
        "assignment": job.release.assignment,
        "notebook": job.release.notebook,
        "submission": digest,
        "work": work,
        "timestamp": when["timestamp"],
        "release": job.release.digest,
        "version": version(job.release.assignment),
        "seed": job.seed,
        "sandbox": "bubblewrap" if job.sandboxed else "none",
        "seconds": round(result.seconds, 3),
        "problem": result.problem,
        "unread": result.unread,
        "notes": job.notes + result.notes + own,
        "limits": asdict(job.limits),
        "before": before and before.get("before" if before["problem"] else "submission"),
        "unanswered": result.unanswered,
        "verdicts": {name: asdict(verdict) for name, verdict in result.verdicts.items()},
    }


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")


def write_notebook(course, student, job, text):
    """autograded/<student>/<assignment>/<notebook>.ipynb."""
    folder = Path(course, "autograded", student, job.release.assignment)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ((f"{job.release.notebook}.ipynb", text), ("timestamp.txt", job.timestamp)):
        if content is not None:
            write_whole(folder / name, content)


# -- on all processors -----------------------------------------------------------------------------------------------


def results(jobs, options):
    """(digest of the submission, Job, Result) for each job, as they are done, in no order.

    A worker that dies (the machine ran out of memory, say) takes with it only what was under way. Each of these is
    tried again by itself, and the one of which a worker dies again is a failure of ours.
    """
    waiting = ((submission.digest(job.files), job) for job in jobs)
    while suspects := (yield from in_parallel(waiting, options)):
        for suspect in suspects:
            if (yield from in_parallel(iter([suspect]), options)):
                yield *suspect, judge.Result(problem="the grader's worker died of it, twice")


def in_parallel(waiting, options):
    """As `results`, until all is done or a worker dies; returns what was under way then.

    Asks for an executor of concurrent.futures and nothing more. No more is handed out than keeps all workers busy.
    """
    under_way = {}
    with executor(options) as (pool, size):
        most = 2 * size + 2
        try:
            while True:
                for digest, job in itertools.islice(waiting, most - len(under_way)):
                    under_way[pool.submit(judge.grade, job)] = digest, job
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
    """A concurrent.futures executor, and how many workers it has: Dask's if a scheduler is named, else processes
    on this machine."""
    if options.scheduler:
        try:
            from distributed import Client

            client = Client(options.scheduler, set_as_default=False, timeout=20)
        except ImportError:
            raise CourseError("--scheduler needs Dask: pip install distributed (the extra `cluster`)") from None
        except OSError as error:  # a TimeoutError is one
            raise CourseError(f"there is no Dask scheduler at {options.scheduler}: {error}") from None
        with client:
            threads = client.nthreads().values()
            if any(number > 1 for number in threads):
                raise CourseError("Dask's workers need a process for each submission: dask worker --nthreads 1")
            yield client.get_executor(pure=False), len(threads)
        return
    context = multiprocessing.get_context("fork")  # so that all share this process's fork servers
    with ProcessPoolExecutor(pool_size(options), context, begin_worker) as pool:
        yield pool, pool_size(options)


def begin_worker():
    """In each worker process: it ends with this one, and what it starts ends with it."""
    sandbox.end_with_parent()
    multiprocessing.util.Finalize(None, judge.close_all, exitpriority=1)
