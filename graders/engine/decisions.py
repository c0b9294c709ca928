"""What was decided on a student's behalf, in words: for the feedback page and `python -m graders explain`.

A run's summary says the same for the whole class (summary.py); tests/engine/test_decisions.py lists every decision and
looks for it in both.
"""

import functools
from dataclasses import dataclass, field

from graders.engine import collected, handed_in, times
from graders.engine.groups import credited
from graders.engine.log import Log, instant


@dataclass
class History:
    """What the log says of one notebook of one student. again: how the points of the same work changed, in words."""

    began: str  # when it was first graded
    last: dict  # the log's last entry
    again: list = field(default_factory=list)


class Decisions:
    """The decisions of a course, from its log, its gradebook and its folders. torn: what of them cannot be read."""

    def __init__(self, records):
        from graders.engine import changes  # slow: nbgrader

        self.records, self.course = records, records.folder
        self.histories = histories(self.course, stamp(Log(self.course).path))
        self.changes, self.torn = changes.read(self.course)
        self.twins, self.collected = twins(self.course, stamp(self.course / "submitted")), {}

    def of(self, student, assignment, notebook):
        """The sentences about one notebook, those that concern points first."""
        history = self.histories.get((student, assignment, notebook))
        found = [*self.of_time(student, assignment), *(self.of_log(student, history) if history else ())]
        found += self.of_collecting({student, history.last["student"]} if history else {student}, assignment)
        return [*found, *self.twins.get(student, []), *(history.last["notes"] if history else [])]

    def of_collecting(self, students, assignment):
        """What zip_collect decided. students: the student, and who handed it in, which may be a group."""
        if assignment not in self.collected:
            self.collected[assignment] = collected.read(self.course, assignment)
        return [words for each in students for words in self.collected[assignment].get(each, ())]

    def of_log(self, student, history):
        last = history.last
        yield from self.of_group(last)
        yield from history.again
        yield from self.of_changes(student, last["assignment"], history.began)
        if not handed_in.folder(self.course, last["student"], last["assignment"]).is_dir():
            yield f"what was handed in is not there any more: its grade of {last['time'][:10]} stays"

    def of_group(self, entry):
        """Whose work it is, if it counts for several."""
        members, who = credited(entry), entry["student"]
        if members == [who]:
            return
        yield f"handed in by {who}, and graded once for all of the group: {', '.join(members)}"
        for other in members:
            folder = handed_in.folder(self.course, other, entry["assignment"])
            if other != who and folder.is_dir() and not handed_in.is_empty(folder):
                yield f"what {other} handed in does not count: of a group's work the last does"

    def of_changes(self, student, assignment, began):
        """How the assignment has changed since a student's work was first graded."""
        for change in self.changes.get(assignment, ()):
            if instant(change["time"]) > instant(began) and change.get("changed"):
                yield f"the assignment has changed since this was first graded: {'; '.join(change['changed'])}"
            for lost in change["removed"]:
                points = [lost.get(name) for name in ("manual_score", "auto_score")]
                given = next((each for each in points if each is not None), None)
                if lost["student"] == student and given is not None:
                    yield f"{lost['cell']} is no longer graded; it had {given:g} points"

    def of_time(self, student, assignment):
        """An extension, and what lateness costs."""
        due, extension, late, penalty = self.records.deadline(student, assignment)
        if extension:
            yield f"your deadline was put off, to {times.in_words(due + extension, self.records.zone)}"
        if late > 0:
            cost = f"-{penalty:g} points" if penalty else "no points are taken off for that"
            yield f"handed in {times.length(late)} after the deadline: {cost}"


def stamp(path):
    """What changes with a file; None if there is none."""
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.exists() else None


@functools.lru_cache(maxsize=1)
def twins(course, _):
    """{student: what is said of folders whose names look the same}: found once, for all pages."""
    return handed_in.scan(course).twins


@functools.lru_cache(maxsize=1)
def histories(course, _):
    """{(student, assignment, notebook): History}, of everybody who is credited."""
    found = {}
    for entry in Log(course).entries():
        for student in credited(entry):
            key = student, entry["assignment"], entry["notebook"]
            history = found.setdefault(key, History(entry["time"], entry))
            history.again = history.again if same_work(history.last, entry) else []
            history.again += graded_again(history.last, entry)
            history.last = entry
    return found


def same_work(before, entry):
    return before.get("work") == entry.get("work")


def points(entry):
    """The sum of the tests' points; None if something is ungraded, or a person has to grade first."""
    scores = [verdict["score"] for verdict in entry["verdicts"].values() if verdict["outcome"] != "manual"]
    return None if entry["problem"] or None in scores else sum(scores)


def other_points(before, entry):
    """(points before, points now) if the same work has others now, else None."""
    both = points(before), points(entry)
    return both if same_work(before, entry) and None not in both and both[0] != both[1] else None


def graded_again(before, entry):
    """The same in words: [] or one sentence."""
    if not (both := other_points(before, entry)):
        return []
    return [
        f"graded again on {entry['time'][:10]}, the same work: {both[1]:g} points by the tests, and {both[0]:g} before"
    ]
