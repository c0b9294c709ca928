"""Grade sheets, as nbgrader's export plugins: its own format, and what Canvas and Moodle import.

`python -m graders grades --format …` writes them, and so does `nbgrader export --exporter=graders.export.CanvasSheet`.
A grade that is not final (nothing was handed in, or a cell is still to be graded) is left empty: a learning management
system would take a zero for a grade.
"""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

CANVAS_ID = re.compile(r"canvas-(\d+)")  # the id of a student whom zip_collect did not find in the roster
# A spreadsheet runs text that begins so, in Japanese in wide letters too. One that takes another separator than the
# comma, or a line's end in a text, finds such a beginning inside.
FORMULA = re.compile(r"(?:\A|[,;\t\r\n])[\s\"']*(?=[=+\-@＝＋－＠])|\A(?=[\t\r\n])")


# -- the grades --------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """One student's grade of one assignment. The points are None if nothing was handed in, or nothing is graded."""

    assignment: object  # nbgrader's
    student: object
    timestamp: object = None
    points: float | None = None
    penalty: float | None = None
    open_cells: int = 0

    @property
    def score(self):
        return None if self.points is None else max(0.0, self.points - (self.penalty or 0))

    @property
    def final(self):
        return self.points is not None and not self.open_cells


def rows(book, assignments=(), students=()):
    """The Row of each student for each assignment of nbgrader's Gradebook `book`: all, or those that are named."""
    wanted = {str(name) for name in students}
    roster = sorted(
        (student for student in book.students if not wanted or student.id in wanted),
        key=lambda s: (s.last_name or "", s.first_name or "", s.id),
    )
    named = {str(name) for name in assignments}
    for assignment in book.assignments:
        if named and assignment.name not in named:
            continue
        found = {submission.student.id: submission for submission in book.assignment_submissions(assignment.name)}
        yield from (row(assignment, student, found.get(student.id)) for student in roster)


def row(assignment, student, submission):
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades] if submission else []
    graded = any(grade.auto_score is not None or grade.manual_score is not None for grade in grades)
    open_cells = sum(grade.needs_manual_grade for grade in grades)
    if not graded:
        return Row(assignment, student, open_cells=open_cells)
    penalty = submission.late_submission_penalty or 0.0
    return Row(assignment, student, submission.timestamp, submission.score, penalty, open_cells)


# -- the sheets --------------------------------------------------------------------------------------------------------


@dataclass
class Written:
    """What became of an export. above: grades above the maximum. escaped: texts that a spreadsheet would have run as a
    formula. advice: what the system that reads the sheet does with grades above the maximum."""

    path: Path
    students: int = 0
    grades: int = 0
    unfinished: int = 0
    above: int = 0
    advice: str = ""
    escaped: list = field(default_factory=list)

    def in_words(self):
        yield f"{self.grades} grades of {self.students} students in {self.path}"
        if self.unfinished:
            yield (
                f"{self.unfinished} are not final, and not among them: cells of them are still to be graded "
                "(see formgrader)"
            )
        if self.above:
            are = "is" if self.above == 1 else "are"
            words = f"{self.above} of the grades {are} above the maximum, by a bonus or extra credit. {self.advice}"
            yield words.strip()
        if self.escaped:
            names = ", ".join(self.escaped[:10]) + (", …" if len(self.escaped) > 10 else "")
            yield (
                f"A spreadsheet would run these as formulas, so they have an apostrophe before them: {names}. If one "
                "of them is an id, the system that imports the sheet does not find it: enter that grade by hand."
            )


class Sheet(ExportPlugin):
    """What the sheets share: where they go, and that a spreadsheet runs nothing in them."""

    folder = Unicode("", help="the folder of the sheet, if --to names no file").tag(config=True)
    file = ""
    advice = ""

    def export(self, gradebook):
        """Write the sheet. Returns a Written."""
        found = list(rows(gradebook, self.assignment, self.student))
        students = {row.student.id: row.student for row in found} or {s.id: s for s in gradebook.students}
        written = Written(Path(self.to or Path(self.folder, self.file)), len(students))
        written.grades = sum(row.final for row in found)
        written.above = sum(row.final and row.score > row.assignment.max_score for row in found)
        written.advice = self.advice
        written.unfinished = sum(row.open_cells > 0 for row in found)
        with open(written.path, "w", newline="", encoding="utf-8") as file:
            sheet = csv.writer(file)
            for line in self.lines(found, students):
                sheet.writerow([self.cell(value, written) for value in line])
        for words in written.in_words():
            self.log.info(words)
        return written

    def cell(self, value, written):
        """A value as it stands in the sheet: empty for None, text with an apostrophe where it looks like a formula."""
        if not isinstance(value, str) or not FORMULA.search(value):
            return value
        if value not in written.escaped:
            written.escaped.append(value)
        return FORMULA.sub(r"\g<0>'", value)

    def lines(self, found, students):
        """The lines of the sheet. found: Rows. students: {id: nbgrader's student}."""
        raise NotImplementedError


class NbgraderSheet(Sheet):
    """nbgrader's own columns, and how many cells are still to be graded; a line for each student and assignment."""

    file = "grades.csv"
    columns = (
        "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
        "late_submission_penalty", "score", "max_score", "to_be_graded",
    )  # fmt: skip

    def lines(self, found, students):
        yield self.columns
        for one in found:
            who = one.student.id, one.student.last_name, one.student.first_name, one.student.email
            points = one.points, one.penalty, one.score, one.assignment.max_score
            yield one.assignment.name, one.assignment.duedate, one.timestamp, *who, *points, one.open_cells


class Table(Sheet):
    """A line for each student, a column for each assignment."""

    def lines(self, found, students):
        assignments = list({one.assignment.name: one.assignment for one in found}.values())
        yield from self.heading(assignments)
        grades = {(one.student.id, one.assignment.name): Points(one.score) for one in found if one.final}
        for student in students.values():
            yield *self.who(student), *(grades.get((student.id, assignment.name)) for assignment in assignments)


class CanvasSheet(Table):
    """Canvas finds an assignment by its title, or offers to make it."""

    file = "grades-canvas.csv"

    def heading(self, assignments):
        yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(a.name for a in assignments)
        yield "    Points Possible", "", "", "", "", *(Points(a.max_score) for a in assignments)

    def who(self, student):
        """Canvas looks for the ID first, which is its own number of a user, then for the SIS login, then the name."""
        name = ", ".join(filter(None, [student.last_name, student.first_name])) or student.id
        found = CANVAS_ID.fullmatch(student.id)
        return name, student.lms_user_id or (found[1] if found else ""), "", "" if found else student.id, ""


class MoodleSheet(Table):
    """The columns of Moodle's own export, which its import offers to map: by ID number or by email address."""

    file = "grades-moodle.csv"
    advice = "Moodle cuts them to the maximum, unless Unlimited grades is set in its grade settings."

    def heading(self, assignments):
        yield "First name", "Last name", "ID number", "Email address", *(f"Assignment: {a.name}" for a in assignments)

    def who(self, student):
        return student.first_name, student.last_name, student.id, student.email


class Points(float):
    """Points that are written with a decimal point and two digits at most, however many there are."""

    def __str__(self):
        return f"{float(self):.2f}".rstrip("0").rstrip(".")

    __repr__ = __str__


SHEETS = {"nbgrader": NbgraderSheet, "canvas": CanvasSheet, "moodle": MoodleSheet}
