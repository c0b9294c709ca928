"""nbgrader's gradebook, written by one process only. Slow to import (nbgrader): workers never do."""

import contextlib
import fcntl
import logging
import os
import tempfile
import time
import warnings
from pathlib import Path

from nbformat.v4 import new_notebook
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from traitlets.config.loader import PyFileConfigLoader

from graders.engine import ROOT, CourseError, changes, extensions, handed_in, times

PATIENCE = (1, 2, 4)  # seconds between attempts to reach a database again


def configuration(course, url=None):
    """nbgrader's configuration for the course's folder, as its commands have it from the repository's root."""
    course = Path(course).resolve()
    course.mkdir(parents=True, exist_ok=True)
    before = os.environ.get("COURSE")
    os.environ["COURSE"] = str(course)  # nbgrader_config.py reads it, and sets PATH, which has to stay
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    finally:
        os.environ.pop("COURSE")
        if before is not None:
            os.environ["COURSE"] = before
    if url:
        config.CourseDirectory.db_url = url
    return config


@contextlib.contextmanager
def locked(course):
    """Hold the course's lock: two runs of ours would grade the same twice. Raises CourseError if another one holds it.

    Stock `nbgrader autograde` need not take it: it grades again what it is told to, and every entry of the log and of
    the gradebook is written whole, so that two writers do not mix theirs.
    """
    with open(Path(course, ".grading-lock"), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CourseError(f"{course} is being graded already: wait for that to end") from None
        yield


@contextlib.contextmanager
def opened(course, url=None):
    """The Records of a course that is there. Raises CourseError if it is not."""
    if not Path(course, "submitted").is_dir():
        raise CourseError(f"there is no submitted/ in {course}: is that the course's folder?")
    with contextlib.closing(Records(configuration(course, url))) as records:
        yield records


def silent():
    """A logger that says nothing: what nbgrader has to say is said by us, or raised."""
    log = logging.getLogger("graders.silent")
    log.propagate, log.handlers = False, [logging.NullHandler()]
    return log


@contextlib.contextmanager
def unlogged():
    """Without what nbgrader logs of a database's error, a traceback of two pages: it is raised, too."""
    log = logging.getLogger("tornado.application")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def scores(course, assignment, url=None):
    """{student: {grade_id: points}}, see Records.scores."""
    with opened(course, url) as records:
        return records.scores(assignment)


class Records:
    """The gradebook of a course."""

    def __init__(self, config):
        self.config = config
        self.places = CourseDirectory(config=config)
        self.url = self.places.db_url
        self.folder = Path(self.places.root, self.places.submitted_directory).parent  # the course's
        self.zone = config.get("Exchange", {}).get("timezone") or config.get("NbGraderAPI", {}).get("timezone")
        self.extensions = extensions.read(self.folder)
        self.taken = {}  # {assignment: students whose line of extensions.csv is gone}
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries cause them
        self.book = self.connected()

    def connected(self):
        try:
            return Gradebook(self.url, self.places.course_id or "default_course")
        except (SQLAlchemyError, InvalidEntry) as error:
            raise CourseError(f"the gradebook at {self.shown_url()} cannot be opened: {first_line(error)}") from None

    def shown_url(self):
        """Without a password."""
        start, _, rest = self.url.rpartition("@")
        return f"{start.split('://')[0]}://…@{rest}" if start else self.url

    def source_directory(self):
        """Where the instructor's notebooks are."""
        return Path(self.places.root, self.places.source_directory)

    def close(self):
        self.book.close()

    # -- assignments --------------------------------------------------------------------------------------------

    def notebooks(self, assignment):
        """{notebook: {grade_id: (source with hidden tests, points)}}. Raises CourseError for an unknown assignment."""
        try:
            found = self.book.find_assignment(assignment).notebooks
        except MissingEntry:
            raise CourseError(f"the gradebook knows no assignment {assignment}: is it in notebooks/?") from None
        return {notebook.name: graded_cells(notebook) for notebook in found}

    def is_current(self, assignment, wanted):
        """Whether the gradebook has exactly these graded cells: {notebook: {grade_id: (source, points)}}.

        The source is None if it is not the gradebook's affair: for cells that a person grades.
        """
        try:
            found = self.notebooks(assignment)
        except CourseError:
            return False

        def same(here, there):
            return here[1] == there[1] and (there[0] is None or here[0].strip() == there[0].strip())

        return found.keys() == wanted.keys() and all(
            found[name].keys() == cells.keys() and all(same(found[name][key], cells[key]) for key in cells)
            for name, cells in wanted.items()
        )

    def register(self, assignment):
        """Tell the gradebook what the assignment's cells are and what they are worth, as the sources say now.

        Returns what changed of an assignment that has grades, in words. Raises CourseError if nbgrader refuses.
        """
        with tempfile.TemporaryDirectory() as folder:
            if not self.has_submissions(assignment):
                self.generate(assignment, folder, self.url)
                self.book.db.expire_all()
                return []
            url = f"sqlite:///{folder}/gradebook.db"
            self.generate(assignment, folder, url)
            with Gradebook(url, self.book.course_id) as fresh:
                return changes.bring(self.book, fresh, assignment, self.folder)

    def has_submissions(self, assignment):
        try:
            return bool(self.book.find_assignment(assignment).submissions)
        except MissingEntry:
            return False

    def generate(self, assignment, folder, url):
        """Let nbgrader read the sources into the gradebook at `url`. Raises CourseError if it refuses."""
        config = self.config.copy()
        config.Bundle.enabled = False  # nobody reads this copy
        config.CourseDirectory.db_url = url
        api = NbGraderAPI(config=config, log=silent())
        api.coursedir.release_directory = os.path.relpath(folder, ROOT)
        result = api.generate_assignment(assignment)
        if not result["success"]:
            said = result.get("log") or result.get("error", "")
            lines = [line for line in said.splitlines() if line.strip()]
            raise CourseError(f"{assignment} cannot be put into the gradebook: {' / '.join(lines[-3:])}")

    # -- grades -------------------------------------------------------------------------------------------------

    def automatic(self, assignment):
        """{(student, notebook): {grade_id: auto_score}} of all that is in the gradebook."""
        rows = (
            self.book.db.query(Student.id, Notebook.name, BaseCell.name, Grade.auto_score)
            .select_from(Grade)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Student, Student.id == SubmittedAssignment.student_id)
            .filter(Assignment.name == assignment)
        )
        found = {}
        for student, notebook, cell, score in rows:
            found.setdefault((student, notebook), {})[cell] = score
        return found

    def store(self, entry):
        """Bring the gradebook to what an entry of the log says. Tries again if the connection is lost.

        Manual scores and comments stay as they are. Raises CourseError if the database stays away.
        """
        for pause in (*PATIENCE, None):
            try:
                with unlogged():
                    self.put(entry)
                return
            except (SQLAlchemyError, InvalidEntry) as error:
                if pause is None:
                    raise CourseError(
                        f"the gradebook cannot be written: {first_line(error)}. What was graded is in the grading "
                        "log; run the same command again to go on."
                    ) from None
                with contextlib.suppress(Exception):
                    self.book.close()
                time.sleep(pause)
                with contextlib.suppress(CourseError):
                    self.book = self.connected()

    def put(self, entry):
        with self.one_transaction():
            submission = self.put_verdicts(entry)
            self.extend(submission)
            late = is_late(submission)
        if late:
            self.penalize(entry)
        self.book.db.expunge_all()  # else memory grows with the class

    @contextlib.contextmanager
    def one_transaction(self):
        """An entry is stored whole or not at all: nbgrader's own commits only flush.

        They would also make SQLAlchemy read everything again, which takes longer than all the rest.
        """
        self.book.db.commit = self.book.db.flush
        try:
            yield
        finally:
            del self.book.db.commit
        self.book.db.commit()

    def put_verdicts(self, entry):
        """The submission, with what the entry says of one of its notebooks."""
        student, assignment, name = entry["student"], entry["assignment"], entry["notebook"]
        self.book.update_or_create_student(student)
        submission = self.book.update_or_create_submission(
            assignment, student, timestamp=times.moment(entry["timestamp"], self.zone)
        )
        notebook = next(n for n in submission.notebooks if n.name == name)
        for grade in notebook.grades:
            verdict = entry["verdicts"].get(grade.name)
            if verdict is None:
                continue
            # As in nbgrader, a manual grade has to be looked at again, but only if the work or its score has changed.
            same = entry.get("before") == entry["submission"] and grade.auto_score == verdict["score"]
            if grade.manual_score is None or not same:
                is_open = verdict["score"] is None or verdict["outcome"] == "ungraded"  # not run, it may have a score
                grade.needs_manual_grade = grade.manual_score is not None or is_open
            grade.auto_score = verdict["score"]
        for comment in notebook.comments:
            comment.auto_comment = "No response." if comment.name in entry["unanswered"] else None
        return submission

    def share_by_hand(self, assignment, members):
        """Give the points and the comment on a cell that a person graded for one member of a group to those members for
        whom it is still open. Returns the names of these cells; where members differ, a person must decide."""
        notebooks = [notebook for who in members for notebook in self.submitted_notebooks(assignment, who)]
        grades = [grade for notebook in notebooks for grade in notebook.grades]
        shared = set()
        for grade in grades:
            if grade.needs_manual_grade and grade.manual_score is None:
                others = (one for one in grades if one.cell_id == grade.cell_id and one.manual_score is not None)
                given = {(one.manual_score, one.extra_credit) for one in others if not one.needs_manual_grade}
                if len(given) == 1:
                    ((grade.manual_score, grade.extra_credit),), grade.needs_manual_grade = given, False
                    shared.add(grade.name)
        comments = [comment for n in notebooks for comment in n.comments if comment.name in shared]
        for comment in comments:
            given = {one.manual_comment for one in comments if one.cell_id == comment.cell_id} - {None}
            if comment.manual_comment is None and len(given) == 1:
                (comment.manual_comment,) = given
        self.book.db.commit()
        return shared

    def submitted_notebooks(self, assignment, student):
        try:
            return self.book.find_submission(assignment, student).notebooks
        except MissingEntry:
            return []

    def penalize(self, entry):
        """Let nbgrader set the late penalty, by the due date and the rule as they are now."""
        ids = {"student": entry["student"], "assignment": entry["assignment"], "notebook": entry["notebook"]}
        preprocessor = AssignLatePenalties(config=self.config, log=silent())
        preprocessor.preprocess(new_notebook(), {"nbgrader": ids | {"db_url": self.url}})
        self.book.db.expire_all()

    # -- due dates ----------------------------------------------------------------------------------------------

    def due(self, assignment):
        """When an assignment is due, in UTC, or None. Raises CourseError for one that is not in notebooks/ either."""
        try:
            return self.book.find_assignment(assignment).duedate
        except MissingEntry:
            if assignment and (self.source_directory() / assignment).is_dir():
                return None
            raise CourseError(f"there is no assignment {assignment} in the gradebook or in notebooks/") from None

    def set_due(self, assignment, time):
        self.due(assignment)
        self.book.update_or_create_assignment(assignment, duedate=time)

    def extend(self, submission):
        """Give a submission its extension of extensions.csv; without a due date there is nothing to put off.

        Returns whether that has changed anything. An extension that nbgrader was given stays.
        """
        before = submission.extension
        wanted = self.extensions.get((submission.student.id, submission.assignment.name), before)
        submission.extension = wanted if submission.assignment.duedate else None
        return submission.extension != before

    def apply_extensions(self, assignment, also=()):
        """Bring the gradebook to what extensions.csv says, penalties included. also: students without one any more."""
        deleted = extensions.applied(self.folder) - self.extensions.keys()
        changed, ours = [], {student for student, name in deleted if name == assignment}
        for submission in self.book.assignment_submissions(assignment):
            gone = submission.student.id in ours.union(also) and submission.extension is not None
            if gone:
                submission.extension = None
                self.taken.setdefault(assignment, set()).add(submission.student.id)
            if self.extend(submission) or gone:
                changed += [(submission.student.id, notebook.name) for notebook in submission.notebooks]
        self.book.db.commit()
        for student, notebook in changed:
            self.penalize({"student": student, "assignment": assignment, "notebook": notebook})
        extensions.mark_applied(self.folder, assignment, self.extensions)

    def extended(self, assignment):
        """({student: the extension} of those who have one by extensions.csv, the same of nbgrader's own)."""
        ours = {student: more for (student, name), more in self.extensions.items() if name == assignment}
        there = {each.student.id: each.extension for each in self.book.assignment_submissions(assignment)}
        known = self.heard_of()
        theirs = {student: more for student, more in there.items() if more and student not in ours}
        return {student: more for student, more in ours.items() if more and student in known}, theirs

    def late(self, assignment):
        """{student: seconds, penalty} of those who were late, or have a penalty."""
        return {
            submission.student.id: (seconds_late(submission), submission.late_submission_penalty or 0)
            for submission in self.book.assignment_submissions(assignment)
            if is_late(submission)
        }

    def deadline(self, student, assignment):
        """(due date or None, extension or None, seconds late, penalty) of what somebody handed in."""
        try:
            found = self.book.find_submission(assignment, student)
        except MissingEntry:
            return None, None, 0, 0
        due = found.assignment.duedate
        return due, due and found.extension, seconds_late(found), found.late_submission_penalty or 0

    def open_cells(self, assignment):
        """{student: names of the cells that a person has yet to grade}, of those who have some."""
        found = {
            submission.student.id: [g.name for n in submission.notebooks for g in n.grades if g.needs_manual_grade]
            for submission in self.book.assignment_submissions(assignment)
        }
        return {student: names for student, names in found.items() if names}

    def students(self):
        return {student.id for student in self.book.students}

    def heard_of(self):
        """The students in the gradebook, and those who have a folder in submitted/."""
        return self.students() | {handed_in.composed(path.name) for path in Path(self.folder, "submitted").glob("*")}

    def scores(self, assignment):
        """{student: {grade_id: points, or None if a person must decide or grading failed}}."""
        return {
            submission.student.id: {
                grade.name: None if grade.needs_manual_grade else grade.score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in self.book.assignment_submissions(assignment)
        }

    def feedback(self, student, assignment, notebook):
        """({grade_id: {"score", "max_score", "open", "comment"}}, late penalty); max_score is None for a cell with a
        comment only, score is None if nobody has given one.

        Raises LookupError if the gradebook has no such submission.
        """
        try:
            found = self.book.find_submission_notebook(notebook, assignment, student)
        except MissingEntry as error:
            raise LookupError(str(error)) from None
        cells = {
            g.name: {"score": given(g), "max_score": g.max_score, "open": g.needs_manual_grade, "comment": None}
            for g in found.grades
        }
        for comment in found.comments:
            only = {"score": None, "max_score": None, "open": False}
            cells.setdefault(comment.name, only)["comment"] = comment.comment
        return cells, found.late_submission_penalty or 0


def graded_cells(notebook):
    """{grade_id: (source, points)} of a notebook of the gradebook."""
    sources = {cell.name: cell.source for cell in notebook.source_cells}
    graded = (*notebook.grade_cells, *notebook.task_cells)
    return {cell.name: (sources.get(cell.name, ""), cell.max_score) for cell in graded}


def given(grade):
    """A grade's points, None if neither a test nor a person has given any."""
    return None if grade.auto_score is None and grade.manual_score is None else grade.score


def seconds_late(submission):
    """nbgrader's own number fails for an extension without a due date."""
    return submission.total_seconds_late if submission.assignment.duedate else 0


def is_late(submission):
    """Whether it was late, or was when a penalty was set."""
    return seconds_late(submission) > 0 or any(n.late_submission_penalty for n in submission.notebooks)


def first_line(error):
    return str(error).splitlines()[0] if str(error) else type(error).__name__
