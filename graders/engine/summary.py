"""What a grading run comes to, in words: for each assignment what is graded, who is missing, and what went wrong."""

import datetime
import itertools
import json
import statistics
from collections import Counter
from pathlib import Path

from graders.engine.log import ungraded

MOST = 10  # names in one line


def summary(entries, records, known, release):
    """The text. entries: of the log. known: the students who were in the gradebook before. release: see messages."""
    lines = []
    entries = sorted(entries, key=lambda entry: entry["assignment"])
    for assignment, group in itertools.groupby(entries, key=lambda entry: entry["assignment"]):
        group = list(group)
        lines += [*of_grading(assignment, group), *of_points(group, most_points(records, assignment))]
        lines += [*of_mistakes(group, messages(release, assignment)), *of_people(assignment, group, records, known), ""]
    return "\n".join(lines) or "Nothing to grade."


def most_points(records, assignment):
    return sum(points for cells in records.notebooks(assignment).values() for _, points in cells.values())


def of_grading(assignment, entries):
    failed = [entry for entry in entries if entry["problem"] or ungraded(entry)]
    yield f"{assignment}: {len(entries) - len(failed)} graded, {len(failed)} ungraded"
    for entry in failed:
        why = entry["problem"] or next(v["words"] for v in entry["verdicts"].values() if v["outcome"] == "ungraded")
        yield f"  ungraded: {entry['student']}: {(why.strip().splitlines() or ['no reason given'])[-1]}"
    for entry in entries:
        if entry["unread"]:
            yield f"  nothing to grade, so no points: {entry['student']}: {entry['unread']}"


def of_points(entries, most):
    scores = [sum(v["score"] or 0 for v in entry["verdicts"].values()) for entry in entries if not entry["problem"]]
    if scores:
        quarters = statistics.quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else scores * 3
        names = "lowest", "quarter", "median", "three quarters", "highest"
        found = zip(names, (min(scores), *quarters, max(scores)), strict=True)
        yield f"  points by the tests, of {most:g}: " + ", ".join(f"{name} {points:g}" for name, points in found)


def of_mistakes(entries, told):
    """What was missed, and why. told: {identity of a mistake: its message}."""
    verdicts = [(name, verdict) for entry in entries for name, verdict in entry["verdicts"].items()]
    missed = Counter(name for name, verdict in verdicts if verdict["outcome"] in ("wrong", "partly"))
    yield from (f"  missed by {count}: {name}" for name, count in missed.most_common(3))
    named = Counter(verdict["mistake"] for _, verdict in verdicts if verdict.get("mistake"))
    yield from (f"  named {times(count)}: {told[key]}" for key, count in named.most_common(3) if key in told)
    hinted = Counter(verdict["hint"] for _, verdict in verdicts if verdict.get("hint"))
    yield from (f"  hinted at {times(count)}: {family}" for family, count in hinted.most_common(3))


def messages(release, assignment):
    """{identity of a declared mistake: its message}, of an assignment in the folder of releases."""
    path = Path(release, assignment, "graders", "checks", "keys", f"{assignment}.json")
    if not path.exists():  # an assignment of plain tests
        return {}
    exercises = json.loads(path.read_text(encoding="utf-8"))["exercises"]
    return {mistake["identity"]: mistake["message"] for exercise in exercises for mistake in exercise["mistakes"]}


def times(count):
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def of_people(assignment, entries, records, known):
    handed_in = {entry["student"] for entry in entries}
    if known - handed_in:
        yield f"  in the gradebook, and handed in nothing: {listed(known - handed_in)}"
    if known and handed_in - known:
        yield f"  new in the gradebook: {listed(handed_in - known)}"
    late = records.late(assignment)
    if late:
        yield f"  late: {listed(how_late(student, *late[student]) for student in late)}"
    to_grade = records.open_cells(assignment)
    if to_grade:
        cells = (f"{student} ({', '.join(names)})" for student, names in to_grade.items())
        yield f"  to be graded by hand, in formgrader: {listed(cells)}"


def how_late(student, seconds, penalty):
    return f"{student} by {datetime.timedelta(seconds=int(seconds))}, -{penalty:g} points"


def listed(names):
    names = sorted(names)
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
