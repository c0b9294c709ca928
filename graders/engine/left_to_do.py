"""What of a class is graded already, and what is left to do."""

from graders.engine import autograded, groups, handed_in, submission, times
from graders.engine.groups import credited
from graders.engine.log import is_grade, now, timed, version, work_digest


def bring_up_to_date(run, release):
    """Bring the gradebook to what the log says. Returns the log's entries of what is graded, and {student: those whom
    the work is credited to} of what is not."""
    entries, todo, name = [], {}, release.assignment
    run.records.apply_extensions(name)
    graded, late = run.records.automatic(name), run.records.late(name)
    for student, members in share_credit(run, release).items():
        entry = update_entry(run, release, student)
        if entry is None or run.options.force:
            todo[student] = members
        else:
            entries.append(recorded(run, entry, members, graded, late))
    return entries, todo


def update_entry(run, release, student):
    """The log's entry for what a student has handed in, if that is graded; else None. That the same work was handed in
    once more is written down."""
    found = submission.submitted(handed_in.folder(run.options.course, student, release.assignment), release)
    if found.problem:
        return None
    files = found.files
    entry, digest = run.latest.get((student, release.assignment, release.notebook)), submission.digest(files)
    if is_same_work(entry, files, release) and entry["submission"] != digest:
        entry = handed_in_again(run, entry, files)
    return entry if is_grade(entry, digest, release.digest, version(release.assignment)) else None


def recorded(run, entry, members, graded, late):
    """Bring the gradebook to an entry of the log, which is returned, credited to these members."""
    scores = {name: verdict["score"] for name, verdict in entry["verdicts"].items()}
    joined = [each for each in members if each not in credited(entry)]
    lacking = [each for each in members if each in joined or not has(graded.get((each, entry["notebook"])), scores)]
    if entry == run.last and not run.log.is_stored(entry):
        lacking = members  # the grader was stopped between the two
    if credited(entry) != members:  # groups.csv has changed
        entry = {**entry, "time": now(), "members": members, "before": entry["submission"]}
        run.log.append(entry)
        run.store(entry, lacking, joined)
    elif lacking:
        run.store(entry, lacking)
    for each in late.keys() & set(members) - set(lacking):
        run.records.penalize({**entry, "student": each})  # the due date, or the rule, may have changed
    return entry


def has(graded, scores):
    """Whether the gradebook has these scores. It may have more cells: those that only a person grades."""
    return graded is not None and all(graded.get(name) == score for name, score in scores.items())


def share_credit(run, release):
    """{student or group whose work counts: those whom it is credited to}, of one notebook. What a person gave to one
    member of a group is given to all; what was decided goes into the run."""
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


def handed_in_again(run, entry, files):
    """Write down that a student handed in the same work once more: its grade stays, and its first time counts."""
    digest, stamp = submission.digest(files), times.stamp(files)
    again = {**entry, "time": now(), "submission": digest, "before": digest}
    again |= timed(stamp, entry, run.records.zone)
    run.log.append(again)
    run.store(again)
    for student in credited(entry) if stamp else ():
        autograded.handed_in_again(run.options.course, student, entry["assignment"], stamp)
    return again
