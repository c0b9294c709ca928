"""Grade sheets for Canvas and Moodle. nbgrader's own format is gradebook.Records.export.

A grade that is not final (something was not handed in, or a cell is still to be graded) is left empty: a learning
management system would take a zero for a grade.
"""

import csv
import re

from graders.engine.gradebook import COLUMNS, row

CANVAS_ID = re.compile(r"canvas-(\d+)")  # the id of a student whom zip_collect did not find in the roster


def export(book, system, path):
    """Write the grades of nbgrader's Gradebook `book` to a CSV file for `system`, one of SYSTEMS.

    Returns (students, grades, grades that are not final).
    """
    heading, who = SYSTEMS[system]
    assignments = list(book.assignments)
    grades, unfinished = {}, 0
    for assignment in assignments:
        for submission in book.assignment_submissions(assignment.name):
            values = dict(zip(COLUMNS, row(assignment, submission.student, submission), strict=True))
            if values["to_be_graded"]:
                unfinished += 1
            else:
                grades[submission.student.id, assignment.name] = number(values["score"])
    students = sorted(book.students, key=lambda s: (s.last_name or "", s.first_name or "", s.id))
    with open(path, "w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerows(heading(assignments))
        for student in students:
            points = [grades.get((student.id, assignment.name), "") for assignment in assignments]
            sheet.writerow([*who(student), *points])
    return len(students), len(grades), unfinished


def canvas(assignments):
    """The two rows before the students. Canvas finds an assignment by its title, or offers to make it."""
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(a.name for a in assignments)]
    yield ["    Points Possible", "", "", "", "", *(number(a.max_score) for a in assignments)]


def canvas_student(student):
    """Canvas looks for the ID first, which is its own number of a user, then for the SIS login, then for the name."""
    name = ", ".join(filter(None, [student.last_name, student.first_name])) or student.id
    found = CANVAS_ID.fullmatch(student.id)
    return name, student.lms_user_id or (found[1] if found else ""), "", "" if found else student.id, ""


def moodle(assignments):
    """The columns of Moodle's own export, which its import offers to map: by ID number or by email address."""
    yield ["First name", "Last name", "ID number", "Email address", *(f"Assignment: {a.name}" for a in assignments)]


def moodle_student(student):
    return student.first_name or "", student.last_name or "", student.id, student.email or ""


SYSTEMS = {"canvas": (canvas, canvas_student), "moodle": (moodle, moodle_student)}


def number(points):
    """Points with a decimal point, two digits at most."""
    return f"{points:.2f}".rstrip("0").rstrip(".")
