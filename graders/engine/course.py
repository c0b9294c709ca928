"""Grading a class: what is left to do, done on all processors, written down by this one process."""

import contextlib
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tqdm import tqdm

from graders.engine import ROOT, CourseError, EngineError, autograded, collected, groups, handed_in, pool, sandbox
from graders.engine.assignments import chosen, left_alone, preview, registered, tried
from graders.engine.fork_server import find_sandbox, fork_server
from graders.engine.grade_one import failed_by_own, fails_in_words
from graders.engine.groups import credited
from graders.engine.job import job_of
from graders.engine.left_to_do import bring_up_to_date
from graders.engine.log import Log, as_entry, ungraded
from graders.engine.process import Limits
from graders.engine.summary import summary


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
    students: list = field(default_factory=list)  # all if empty


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
    sandboxed: bool
    say: object
    groups: dict = field(default_factory=dict)
    undecided: list = field(default_factory=list)  # groups of which nobody can say whose work counts
    decided: dict = field(default_factory=lambda: defaultdict(list))

    @property
    def last(self):
        """The very last entry of the log as this run found it, or None."""
        return next(reversed(self.latest.values()), None)

    def store(self, entry, students=None, joined=()):
        """Bring the gradebook to an entry of the log, for all whom it is credited to, or for these students.

        joined: who is credited with this work for the first time: what a person has given them was for other work.
        """
        for student in credited(entry) if students is None else students:
            before = None if student in joined else entry.get("before")
            self.records.store({**entry, "student": student, "before": before})
        self.log.mark_stored(entry)


def grade(options, say=print):
    """Grade what is submitted and not graded yet. Returns 1 if something stays ungraded. Raises CourseError."""
    if not Path(options.course, "submitted").is_dir():
        raise CourseError(f"there is no submitted/ in {options.course}: students' work goes there")
    there, members = handed_in.scan(options.course), groups.read(options.course)
    if options.students:
        there = handed_in.only(there, options.students, members)
    previews, trouble = tried(chosen(options, there), lambda name: preview(options.release, name))
    first = next((release for found in previews.values() for release in found), None)
    if first and sandbox.unavailable() is None:
        fork_server(first, "student", True)
    from graders.engine.gradebook import Records, configuration, locked  # slow: the fork servers start meanwhile

    sandboxed = find_sandbox(first, options.unsandboxed, say)  # waits for them
    try:
        with (
            locked(options.course),
            contextlib.closing(Records(configuration(options.course, options.database))) as records,
        ):
            known, log = records.students(), Log(options.course)
            known &= set(options.students or known)
            run = Run(options, there, set(previews), records, log, log.latest(), sandboxed, say, members)
            entries = grade_assignments(run, previews, trouble)
            say(summary(entries, run, known, trouble))
    except OSError as error:
        raise CourseError(
            f"stopped: {error}. What was graded is in the grading log and the gradebook; once that is fixed, run the "
            "same command again to go on."
        ) from None
    return int(bool(trouble or run.undecided) or any(entry["problem"] or ungraded(entry) for entry in entries))


def grade_assignments(run, names, trouble):
    """The log entries, old and new, of all notebooks of these assignments.

    What stops one stops no other, and is added to trouble: {assignment: why}. Raises CourseError if all are stopped.
    """
    found, more = tried(names, lambda name: registered(run.options, run.records, name, run.decided))
    for name in names:
        run.decided[name] += collected.in_summary(run.options.course, name, run.options.students)
    releases, entries = [release for each in found.values() for release in each], []
    for release, upcoming in itertools.zip_longest(releases, releases[1:]):
        try:
            entries += grade_notebook(run, release, upcoming)
        except EngineError as error:  # TensorFlow does not start, say: the other assignments can be graded
            more[release.assignment] = str(error)
    trouble |= more
    if trouble and not entries:
        raise CourseError("\n".join(trouble.values()))
    if not run.sandboxed:
        run.decided[""].append("graded without a sandbox, as --unsandboxed allows; each record says so")
    run.decided[""] += [*run.there.refused, *left_alone(run.options, run.there)]
    return entries


def grade_notebook(run, release, upcoming):
    """Grade one notebook for everybody who handed it in. Returns the log entries, old and new.

    upcoming: the release that comes next, whose fork servers may start meanwhile.
    """
    entries, todo = bring_up_to_date(run, release)
    if entries:
        run.say(f"{release.assignment}: {len(entries)} are graded already")
    if not todo:
        return entries
    for kind in ("student", "judge"):  # before the workers are forked, so that they share them
        fork_server(release, kind, run.sandboxed).ready()
    if upcoming:
        fork_server(upcoming, "student", run.sandboxed)
    how = {"sandboxed": run.sandboxed, "limits": run.options.limits}
    how["fails"] = failed_by_own(release, run.records.source_directory(), **how)
    run.decided[release.assignment] += fails_in_words(release, how["fails"])
    folder = partial(handed_in.folder, run.options.course, assignment=release.assignment)
    jobs = (job_of(student, folder(student), release, **how) for student in todo)
    bar = tqdm(total=len(todo), desc=release.assignment, unit=" submissions", smoothing=0.05)
    with bar, contextlib.closing(pool.results(jobs, run.options)) as finished:
        for job, result in finished:
            entries.append(record(run, job, result, todo[job.student]))
            bar.update()
    return entries


def record(run, job, result, members):
    """Write down a result: the notebook, then the log, then the gradebook. Returns the log's entry."""
    before = run.latest.get((job.student, job.release.assignment, job.release.notebook))  # what was graded last
    entry = as_entry(job, result, before, run.records.zone)
    if members != [job.student]:
        entry["members"] = members
    for student in members:
        autograded.write(run.options.course, student, job, result, before)
    run.log.append(entry)
    if not entry["problem"]:
        run.store(entry, joined=set(members) - set(credited(before)) if before else ())
    return entry
