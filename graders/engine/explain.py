"""Where a grade comes from: what the log says of it, and the same again from the same seed."""

from dataclasses import replace
from pathlib import Path

from graders.engine import CourseError, course, intake, judge
from graders.engine.log import Log, version


def main(options):
    """Print every time that a student's assignment was graded. Returns 1 where a repetition differs."""
    entries = [
        e
        for e in Log(options.course).entries()
        if (e["student"], e["assignment"]) == (options.student, options.assignment)
    ]
    if not entries:
        raise CourseError(f"the grading log of {options.course} has no {options.assignment} of {options.student}")
    for entry in entries:
        print("\n".join(in_words(entry)), "\n")
    return repeat(options, entries[-1]) if options.repeat else 0


def in_words(entry):
    yield f"{entry['student']}, {entry['assignment']}, {entry['notebook']}.ipynb"
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
    yield from (f"  note: {note}" for note in entry["notes"])


def repeat(options, entry):
    """Grade what is submitted now with the seed of the entry, store nothing, and compare."""
    from graders.engine.gradebook import opened

    with opened(options.course, options.db) as records:
        tests = records.notebooks(entry["assignment"])[entry["notebook"]]
    release = intake.release(options.release, entry["assignment"], entry["notebook"], tests)
    folder = Path(options.course, "submitted", entry["student"], entry["assignment"])
    for what, was, now in (
        ("submission", entry["submission"], intake.digest(intake.submitted(folder, entry["notebook"])[0])),
        ("release", entry["release"], release.digest),
        ("graders", entry["version"], version()),
    ):
        if was != now:
            print(f"The {what} has changed since: it was {was[:16]}, and is {now[:16]}.")
    sandboxed = course.find_sandbox(options, [release], print)
    job = course.job(course.Options(options.course, []), release, entry["student"], sandboxed)
    result = judge.grade(replace(job, seed=entry["seed"], limits=course.limits(options)))
    if result.problem:
        raise CourseError(f"it could not be graded again: {result.problem}")
    same = True
    for name, verdict in result.verdicts.items():
        before = entry["verdicts"].get(name, {}).get("score")
        same = same and before == verdict.score
        print(f"  {name}: {before} then, {verdict.score} now")
    print("The same grade." if same else "NOT the same grade.")
    return int(not same)
