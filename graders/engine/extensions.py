"""Who has longer: COURSE/extensions.csv, with a line `student,assignment,extension` for each, such as `ada,W1A1,2d`.

It is a file, because nbgrader's gradebook has no place for an extension before something is handed in.
"""

import csv
import io
import json
from pathlib import Path

from graders.engine import CourseError, times, write_whole

NAME, COLUMNS = "extensions.csv", ("student", "assignment", "extension")
APPLIED = ".extensions-applied"  # beside it: which of its lines the gradebook has, for a line may be deleted by hand


def read(course):
    """{(student, assignment): timedelta}. Raises CourseError if a line cannot be read."""
    return {who: times.period(text) for who, text in lines(course).items()}


def lines(course):
    """{(student, assignment): the extension as it is written}. Raises CourseError."""
    from graders.roster import rows

    path, found = Path(course, NAME), {}
    for number, row in rows(path, COLUMNS):
        student, assignment, text = (row[column] for column in COLUMNS)
        try:
            times.period(text)
        except ValueError as error:
            raise CourseError(f"{path}, line {number} cannot be read: {error}") from None
        found[student, assignment] = text
    return found


def write(course, student, assignment, text):
    """Set one extension; one of no length takes it away."""
    found = lines(course)
    found.pop((student, assignment), None)
    if times.period(text):
        found[student, assignment] = text
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\n").writerows([COLUMNS, *((*who, each) for who, each in sorted(found.items()))])
    write_whole(Path(course, NAME), sheet.getvalue())


def applied(course):
    """{(student, assignment)} of the lines that the gradebook has been given."""
    try:
        return {(student, name) for student, name in json.loads(Path(course, APPLIED).read_bytes())}
    except (OSError, ValueError, TypeError):
        return set()


def mark_applied(course, assignment, there):
    """Note that the gradebook has what these lines, {(student, assignment)}, say of an assignment."""
    before = applied(course)
    now = {who for who in before if who[1] != assignment} | {who for who in there if who[1] == assignment}
    if now != before:
        write_whole(Path(course, APPLIED), json.dumps(sorted(now)))


def unknown(records):
    """What the lines name and nobody has heard of, in words."""
    known = records.heard_of()
    for student, assignment in sorted(records.extensions):
        try:
            records.due(assignment)
        except CourseError as error:
            yield f"{NAME}: {error} (in the line of {student})"
            continue
        if student not in known:
            yield f"{NAME}: there is no student {student} in the gradebook, and nothing of that name in submitted/"


def grant(records, student, assignment, text):
    """Extend somebody's time, before or after they have handed in. Returns it in words. Raises CourseError."""
    try:
        length = times.period(text)
    except ValueError as error:
        raise CourseError(str(error)) from None
    due, known = records.due(assignment), records.students()
    if student not in known and not Path(records.folder, "submitted", student).is_dir():
        raise CourseError(f"there is no student {student} in the gradebook, and nothing of that name in submitted/")
    write(records.folder, student, assignment, text)
    records.extensions = read(records.folder)
    records.apply_extensions(assignment, () if length else (student,))
    if due is None:
        return f"{assignment} has no due date yet; once it has one, {student} has {text} longer"
    return f"{assignment} is due for {student} at {times.in_words(due + length, records.zone)}"
