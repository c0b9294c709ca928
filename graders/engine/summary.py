"""What a grading run comes to, in words: for each assignment what is graded, who is missing, and what went wrong."""

import json
import statistics
from collections import Counter, defaultdict
from pathlib import Path

from graders.engine import extensions, times
from graders.engine.decisions import other_points
from graders.engine.groups import NAME as GROUPS
from graders.engine.groups import credited
from graders.engine.log import entry_key, ungraded

MOST, MOST_NOTES, MOST_OF_ONE = 10, 40, 5  # names in one line, notes of one assignment, and of one student alone


def summary(entries, run, known, trouble):
    """The text. entries: of the log. run: course.Run. known: the students who were in the gradebook before. trouble:
    {assignment: why nothing of it could be graded}."""
    groups, lines = defaultdict(list), []
    for entry in entries:
        groups[entry["assignment"]].append(entry)
    for assignment in sorted({*groups, *trouble, *run.decided} - {""} | run.wanted):
        group = groups[assignment]
        if assignment in trouble:
            lines += [f"{assignment}: stopped, and the other assignments went on: {trouble[assignment]}", ""]
            continue
        if group:
            lines += of_notebooks(assignment, group, run)
        else:
            lines.append(f"{assignment}: nothing to grade")
        lines += [f"  {line}" for line in run.decided[assignment]]
        lines += [*of_people(assignment, group, run, known), ""]
    lines += [*run.decided[""], *extensions.unknown(run.records)]
    return "\n".join(lines) or "Nothing to grade."


def of_notebooks(assignment, entries, run):
    """What became of each notebook of an assignment; most have one."""
    groups, told = defaultdict(list), messages(run.options.release, assignment)
    for entry in entries:
        groups[entry["notebook"]].append(entry)
    for notebook, group in sorted(groups.items()):
        yield from of_grading(assignment if len(groups) == 1 else f"{assignment}, {notebook}.ipynb", group)
        yield from of_points(group, worth(run.records, assignment, group))
        yield from of_mistakes(group, told)
        yield from of_decisions(group)
        yield from of_changed_points(group, run.latest)
        yield from of_the_unanswered(group)
        yield from of_the_same(group)


def worth(records, assignment, entries):
    """{test: points} of what the tests of a notebook can give: without what a person grades, and without bonus."""
    read = [entry for entry in entries if not entry["unread"]] or entries  # what is not read is wrong in every cell
    tested = {name for entry in read for name, v in entry["verdicts"].items() if v["outcome"] != "manual"}
    cells = records.notebooks(assignment)[entries[0]["notebook"]]
    return {name: points for name, (_, points) in cells.items() if name in tested}


def of_grading(assignment, entries):
    failed = [entry for entry in entries if entry["problem"] or ungraded(entry)]
    yield f"{assignment}: {len(entries) - len(failed)} graded, {len(failed)} ungraded"
    told = defaultdict(list)
    for entry in failed:
        for cell, why in reasons(entry):
            told[cell, why].append(entry["student"])
    for (cell, why), students in told.items():
        yield f"  ungraded: {listed(students)}: {cell}{why}"
    for entry in entries:
        if entry["unread"]:
            yield f"  nothing to grade, so no points: {entry['student']}: {entry['unread']}"


def reasons(entry):
    """(cell with a colon, why it is ungraded) of an entry; the cell is empty if that concerns the whole notebook."""
    if entry["problem"]:
        yield "", last_line(entry["problem"])
        return
    for name in ungraded(entry):
        yield f"{name}: ", last_line(entry["verdicts"][name]["words"])


def last_line(text):
    return (text.strip().splitlines() or ["no reason given"])[-1]


def of_points(entries, worth):
    graded = [entry["verdicts"] for entry in entries if not entry["problem"]]
    scores = [sum(verdict["score"] or 0 for verdict in verdicts.values()) for verdicts in graded]
    if scores:
        quarters = statistics.quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else scores * 3
        names = "lowest", "quarter", "median", "three quarters", "highest"
        found = zip(names, (min(scores), *quarters, max(scores)), strict=True)
        most = max(sum(beyond(v, worth.get(name)) for name, v in verdicts.items()) for verdicts in graded)
        of = f"of {sum(worth.values()):g}" + (f" and a bonus of up to {most:g}" if most else "")
        yield f"  points by the tests, {of}: " + ", ".join(f"{name} {points:g}" for name, points in found)


def beyond(verdict, points):
    """What a verdict gives beyond the points of its test: a bonus."""
    return max((verdict["score"] or 0) - points, 0) if points is not None else 0


def of_mistakes(entries, told):
    """What was missed, and why. told: {identity of a mistake: its message}."""
    verdicts = [(name, verdict) for entry in entries for name, verdict in entry["verdicts"].items()]
    missed = Counter(name for name, verdict in verdicts if verdict["outcome"] in ("wrong", "partly"))
    yield from (f"  missed by {count}: {name}" for name, count in missed.most_common(3))
    named = Counter(verdict["mistake"] for _, verdict in verdicts if verdict.get("mistake"))
    yield from (f"  named {how_often(count)}: {told[key]}" for key, count in named.most_common(3) if key in told)
    hinted = Counter(verdict["hint"] for _, verdict in verdicts if verdict.get("hint"))
    yield from (f"  hinted at {how_often(count)}: {family}" for family, count in hinted.most_common(3))


def messages(release, assignment):
    """{identity of a declared mistake: its message}, of an assignment in the folder of releases."""
    path = Path(release, assignment, "graders", "checks", "keys", f"{assignment}.json")
    if not path.exists():  # an assignment of plain tests
        return {}
    exercises = json.loads(path.read_text(encoding="utf-8"))["exercises"]
    return {mistake["identity"]: mistake["message"] for exercise in exercises for mistake in exercise["mistakes"]}


def how_often(count):
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def of_decisions(entries):
    """What was decided on a student's behalf while reading and running: which file counts, say."""
    told, alone = defaultdict(list), Counter()
    for entry in entries:
        for note in entry["notes"]:
            told[note].append(entry["student"])
    shown = []
    for note, students in told.items():
        alone.update(students if len(students) == 1 else ())
        if (
            len(students) > 1 or alone[students[0]] <= MOST_OF_ONE
        ):  # one notebook that fails in every cell hides no other
            shown.append(f"  note: {listed(students)}: {note}")
    yield from shown[:MOST_NOTES]
    if left := len(told) - len(shown[:MOST_NOTES]):
        yield f"  and {left} notes more: each is in `python -m graders explain`"


def of_changed_points(entries, before):
    """Whose points are others than before, for the same work. before: {key: the last entry} of earlier runs."""
    pairs = ((entry, before.get(entry_key(entry))) for entry in entries)
    found = [f"{entry['student']} {change[1]:g}, and had {change[0]:g}" for entry, old in pairs
             if old and (change := other_points(old, entry))]  # fmt: skip
    if found:
        yield f"  graded again, with other points for the same work: {listed(found, '; ')}"


def of_the_unanswered(entries):
    """What gets no points without a person, because nothing was written."""
    empty = defaultdict(list)
    for entry in entries:
        for name, verdict in entry["verdicts"].items():
            if verdict["outcome"] == "manual" and verdict["score"] is not None:
                empty[name].append(entry["student"])
    yield from (f"  nothing is written in {name}, so no points: {listed(who)}" for name, who in empty.items())


def of_the_same(entries):
    """Who has handed in the same answers, but for spaces. It may be chance, so it decides nothing."""
    same = defaultdict(list)
    for entry in entries:
        if entry.get("answers"):  # an old log has none
            same[entry["answers"]].append(entry["student"])
    yield from (f"  the same answers to the letter: {listed(who)}" for who in same.values() if len(who) > 1)


def of_people(assignment, entries, run, known):
    records = run.records
    handed_in = {student for entry in entries for student in credited(entry)}
    shared = [entry for entry in entries if credited(entry) != [entry["student"]]]
    if together := {entry["student"]: credited(entry) for entry in shared}:
        yield f"  graded once for all: {listed((f'{who} ({listed(them)})' for who, them in together.items()), '; ')}"
    empty = set(run.there.nothing[assignment]) - handed_in
    if absent := known - handed_in - empty - undecided(assignment, run, handed_in):
        yield f"  in the gradebook, and handed in nothing: {listed(absent)}"
    if empty:
        yield f"  a folder without work, so handed in nothing, and no grade: {listed(empty)}"
    stays = {student for student, _ in records.automatic(assignment)} & (absent | empty)
    former = {who for who in stays if was_in_a_group(who, assignment, run)}
    if stays - former:
        yield f"  what was graded before is gone from submitted/, and its grade stays: {listed(stays - former)}"
    if former:
        yield f"  graded before with a group that {GROUPS} no longer names, and that grade stays: {listed(former)}"
    if known and handed_in - known:
        yield f"  new in the gradebook: {listed(handed_in - known)}"
    if due := records.due(assignment):
        yield f"  due {times.in_words(due, records.zone)}"
        if times.looks_misread(due):
            yield "  (nbgrader takes a zone like +0130 for 130 seconds. If that happened: python -m graders due)"
    for words, longer in zip(("extended", "extended through nbgrader"), records.extended(assignment), strict=True):
        if longer:
            until = (f"{who} until {due + more:%Y-%m-%d %H:%M} UTC" if due else who for who, more in longer.items())
            yield f"  {words}: {listed(until)}"
    if taken := records.taken.get(assignment):
        yield f"  not extended any more, for {extensions.NAME} has no line of: {listed(taken)}"
    late = records.late(assignment)
    if late:
        yield f"  late: {listed((how_late(student, *late[student]) for student in late), '; ')}"
    failed = {(student, name) for entry in entries for student in credited(entry) for name in ungraded(entry)}
    to_grade = {
        student: [name for name in names if (student, name) not in failed]
        for student, names in records.open_cells(assignment).items()
    }
    if cells := [f"{student} ({', '.join(names)})" for student, names in to_grade.items() if names]:
        yield f"  to be graded by hand, in formgrader: {listed(cells, '; ')}"


def undecided(assignment, run, handed_in):
    """Who is in a group that has handed in, and of which nobody can say yet whose work counts."""
    circles = [{group, *members} for group, members in run.groups.items()]
    there = set(run.there.work[assignment])
    return set().union(*(circle for circle in circles if circle & there and not circle & handed_in))


def was_in_a_group(student, assignment, run):
    """Whether somebody's grade is that of a group which groups.csv does not name any more."""
    own = any(key[:2] == (student, assignment) for key in run.latest)
    return not own and not any(student in members for members in run.groups.values())


def how_late(student, seconds, penalty):
    return f"{student} by {times.length(seconds)} ({f'-{penalty:g} points' if penalty else 'no penalty'})"


def listed(names, between=", "):
    names = [name if name == name.strip() else f"'{name}'" for name in sorted(names)]
    return between.join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
