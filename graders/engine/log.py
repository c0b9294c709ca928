"""The grading log: one line of JSON for each time that a notebook was graded, only ever appended to.

It is written before the gradebook, and the gradebook follows from it: whatever is interrupted, running again brings the
gradebook up to date from the log, and grades nothing twice. From a line any grade can be explained, and repeated.
"""

import functools
import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from graders.engine import ROOT, append_line, autograded, handed_in, submission, times, write_whole
from graders.imports import judging_files

NAME, STORED = "grading-log.jsonl", ".grading-log-stored"
AGAIN, UNREADABLE = "the same work was handed in again", "its timestamp.txt is no time that can be read"


@functools.cache
def version(assignment):
    """Twelve digits that change if what judges an assignment does: checks, references, its declarations.

    The engine is no part of it: after a change of it alone, nothing is graded again.
    """
    total = hashlib.sha256()
    for path in judging_files(assignment, ROOT):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:12]


class Log:
    """The log of a course."""

    def __init__(self, course):
        self.path = Path(course, NAME)

    def entries(self):
        """All entries, oldest first. A line that was cut off when the machine stopped is passed over."""
        if not self.path.exists():
            return
        with open(self.path, "rb") as file:
            for line in file:
                try:
                    entry = json.loads(line)
                    entry_key(entry)
                except (ValueError, KeyError, TypeError):
                    continue
                yield entry

    def append(self, entry):
        """Add an entry; when this returns it is on the disk. Raises OSError if there is no room."""
        append_line(self.path, entry)

    def mark_stored(self, entry):
        """Note that the gradebook has this entry: only of the last one, nobody could tell otherwise."""
        write_whole(self.path.with_name(STORED), digest(entry))

    def is_stored(self, entry):
        path = self.path.with_name(STORED)
        return path.exists() and path.read_text(encoding="utf-8") == digest(entry)

    def latest(self):
        """{(student, assignment, notebook): its last entry}, in the order of these entries."""
        found = {}
        for entry in self.entries():
            found.pop(entry_key(entry), None)
            found[entry_key(entry)] = entry
        return found


def is_grade(entry, submission, release, judging):
    """Whether an entry (or None) is a finished grade of this very submission, by these very tests and graders."""
    same = entry and (entry["submission"], entry["release"], entry["version"]) == (submission, release, judging)
    return bool(same and not entry["problem"] and not ungraded(entry))


def digest(entry):
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()


def entry_key(entry):
    return entry["student"], entry["assignment"], entry["notebook"]


def ungraded(entry):
    """The graded cells that our own work failed on."""
    return [name for name, verdict in entry["verdicts"].items() if verdict["outcome"] == "ungraded"]


# -- entries ----------------------------------------------------------------------------------------------------------


def as_entry(job, result, before=None, zone=None):
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
        "submission": submission.digest(job.files),
        "work": work,
        "timestamp": when["timestamp"],
        "release": job.release.digest,
        "version": version(job.release.assignment),
        "seed": job.seed,
        "sandbox": "bubblewrap" if job.sandboxed else "none",
        "seconds": round(result.seconds, 3),
        "problem": result.problem,
        "unread": result.unread,
        "notes": submission.still_true(job.notes, result.unread) + result.notes + own,
        "limits": asdict(job.limits),
        "before": before and before.get("before" if before["problem"] else "submission"),
        "unanswered": result.unanswered,
        "answers": result.answers,
        "written": sorted(autograded.beside(job, result)),
        "verdicts": {name: asdict(verdict) for name, verdict in result.verdicts.items()},
    }


def timed(stamp, before, zone):
    """The parts of an entry that say when something was handed in. before: an entry of the same work, or None."""
    counts = times.first(before["timestamp"], stamp, zone) if before else stamp
    notes = [note for note in before["notes"] if not note.startswith((AGAIN, UNREADABLE))] if before else []
    if counts != stamp:
        notes.append(f"{AGAIN} ({stamp or 'at an unknown time'}): the first time counts, {counts}")
    if counts and times.moment(counts, zone) is None:
        notes.append(f"{UNREADABLE} ({counts}), so it counts as handed in on time")
    return {"timestamp": counts, "notes": notes}


def work_digest(files):
    """One number for the content of a submission, but for when it was handed in."""
    return submission.digest({name: data for name, data in files.items() if name.lower() not in handed_in.WASTE})


def now():
    """The local time, as text. With milliseconds: a run that changes an assignment may follow within a second."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def instant(text):
    """The datetime that `now` wrote. The texts cannot be compared: the clocks may have been changed between two."""
    return datetime.fromisoformat(text).astimezone()
