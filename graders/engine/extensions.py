"""Who has longer: COURSE/extensions.csv, with a line `student,assignment,extension` for each, such as `ada,W1A1,2d`.

It is a file, because nbgrader's gradebook has no place for an extension before something is handed in.
"""

import csv
import io
from pathlib import Path

from graders.engine import CourseError, times, write_whole

NAME, COLUMNS = "extensions.csv", ("student", "assignment", "extension")


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
