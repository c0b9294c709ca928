"""Where a grade comes from: what the log says of it, and the same again from the same seed."""

from dataclasses import replace

from graders.engine import CourseError, handed_in, submission
from graders.engine.decisions import Decisions
from graders.engine.feedback import points
from graders.engine.fork_server import find_sandbox
from graders.engine.grade_one import grade_one
from graders.engine.gradebook import opened
from graders.engine.groups import credited
from graders.engine.job import job_of
from graders.engine.log import Log, version
from graders.engine.process import Limits
from graders.engine.release import read_release


def main(options):
    """Print every time that a student's assignment was graded, and what the gradebook has now.

    Returns 1 if a repetition differs.
    """
    who = options.student, options.assignment
    entries = [
        entry
        for entry in Log(options.course).entries()
        if options.student in {entry["student"], *credited(entry)} and entry["assignment"] == options.assignment
    ]
    if not entries:
        raise CourseError(f"the grading log of {options.course} has no {options.assignment} of {options.student}")
    last = {entry["notebook"]: entry for entry in entries}
    for entry in entries:
        print("\n".join(in_words(entry)))
        print("  (this is the last)\n" if entry is last[entry["notebook"]] else "")
    with opened(options.course, options.db) as records:
        decisions = Decisions(records)
        for line in decisions.torn:
            print(line)
        for notebook in last:
            print("\n".join([*as_recorded(records, *who, notebook), *decided(decisions, *who, last[notebook])]), "\n")
        same = [repeat(options, records, entry) for entry in last.values()] if options.repeat else []
    return int(not all(same))


def as_recorded(records, student, assignment, notebook):
    """What counts: the gradebook's points, which a person may have changed."""
    try:
        cells, penalty = records.feedback(student, assignment, notebook)
    except LookupError:
        yield "The gradebook has nothing of it."
        return
    yield f"The gradebook now, of {notebook}.ipynb:"
    for name, cell in cells.items():
        if cell["max_score"] is not None:
            yield f"  {name}: {points(cell)}"
    if penalty:
        yield f"  late: -{penalty:g} points"


def decided(decisions, student, assignment, entry):
    """What stands on the student's page, beside the entry's own notes."""
    for note in decisions.of(student, assignment, entry["notebook"]):
        if note not in entry["notes"]:
            yield f"  note: {note}"


def in_words(entry):
    yield f"{entry['student']}, {entry['assignment']}, {entry['notebook']}.ipynb"
    if entry.get("members"):
        yield f"  credited to {', '.join(entry['members'])}"
    yield f"  graded {entry['time']} in {entry['seconds']} s"
    yield f"  submission {entry['submission'][:16]}, handed in {entry['timestamp'] or 'at an unknown time'}"
    yield f"  release {entry['release']}, graders {entry['version']}, seed {entry['seed']}, sandbox: {entry['sandbox']}"
    if entry["problem"]:
        yield f"  UNGRADED: {entry['problem']}"
    if entry["unread"]:
        yield f"  nothing to grade: {entry['unread']}"
    for name, verdict in entry["verdicts"].items():
        points = "no points yet" if verdict["score"] is None else f"{verdict['score']:g} points"
        yield f"  {name}: {verdict['outcome']}, {points}"
        yield from (f"      {line}" for line in verdict["words"].splitlines())
        if hidden := verdict.get("for_instructor"):  # an old log has none
            yield "      not shown to the student:"
            yield from (f"        {line}" for line in hidden.splitlines())
    yield from (f"  note: {note}" for note in entry["notes"])


def repeat(options, records, entry):
    """Grade what is submitted now with the seed and the limits of the entry, store nothing, and compare.

    Returns whether the grade is the same. Raises CourseError if there is nothing to grade, or no release.
    """
    assignment, notebook = entry["assignment"], entry["notebook"]
    folder = handed_in.folder(options.course, entry["student"], assignment)
    if not folder.is_dir():
        raise CourseError(f"{folder} is not there any more, so its grade cannot be repeated")
    try:
        release = read_release(options.release, assignment, notebook, records.notebooks(assignment)[notebook])
    except (FileNotFoundError, LookupError) as error:
        raise CourseError(f"{assignment} cannot be graded again: {error}") from None
    sandboxed = find_sandbox(release, options.unsandboxed, print)
    job = job_of(entry["student"], folder, release, sandboxed=sandboxed)
    for what, was, now in (
        ("submission", entry["submission"], submission.digest(job.files)),
        ("release", entry["release"], release.digest),
        ("graders", entry["version"], version(assignment)),
    ):
        if was != now:
            print(f"The {what} has changed since: it was {was[:16]}, and is {now[:16]}.")
    result = grade_one(replace(job, seed=entry["seed"], limits=Limits(**entry.get("limits", {}))))
    if result.problem:
        raise CourseError(f"it could not be graded again: {result.problem}")
    same = True
    for name, verdict in result.verdicts.items():
        before = entry["verdicts"].get(name, {"outcome": None, "score": None})
        if before["outcome"] == "ungraded":
            print(f"  {name}: not graded then, {verdict.score} now")
            continue
        same = same and before["score"] == verdict.score
        print(f"  {name}: {before['score']} then, {verdict.score} now")
    print("The same grade." if same else "NOT the same grade.")
    return same
