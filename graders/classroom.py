"""One class's records: grading what was handed in, feedback, and the sheet of grades, by nbgrader's own interface.

A course is a folder: submitted/<student>/<assignment>/ goes in, and out come autograded/, feedback/, gradebook.db and
grades.csv.
Each submission is graded by itself, so that one on which grading fails never stops the others.
"""

import contextlib
import itertools
import logging
import os
import shutil
import tempfile
import textwrap
import warnings
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbgrader.apps.api import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 20 << 20  # bytes; a notebook of the course with all its outputs has less than 2 MB


class CourseError(Exception):
    """The course cannot be worked on at all; the message says what to do."""


class Outcome(NamedTuple):
    """What became of one submission: points of points, or why it was not graded."""

    student: str
    assignment: str
    points: float | None = None
    of: float | None = None
    problem: str | None = None


def grade(course, assignments=(), say=print):
    """Grade what lies in course/submitted/, all assignments where none is named; say who was graded, and who was not.

    Returns the list of Outcomes. Raises CourseError where nothing was handed in, and for an assignment that is not in
    notebooks/.
    """
    _need(Path(course, "submitted"), "hand-ins belong into submitted/<student>/<assignment>/ in it")
    work = {assignment: submitters(course, assignment) for assignment in assignments or handed_in(course, say)}
    outcomes = []
    try:
        with opened(course) as api:
            for assignment, students in work.items():
                problem = register(api, assignment)
                for number, student in enumerate(students, 1):
                    outcome = Outcome(student, assignment, problem=problem)
                    if not problem:
                        outcome = grade_one(api, course, assignment, student)
                    say(f"{assignment}: {number} of {len(students)}: {student}: {_result(outcome)}")
                    outcomes.append(outcome)
    finally:
        say(summary(outcomes))
    return outcomes


def feedback(course, assignments=(), say=print):
    """Write the feedback pages of every graded submission. Returns the Outcomes of those for which it failed."""
    _need(Path(course, "gradebook.db"), "grade first: python -m graders grade")
    failed, written = [], 0
    with opened(course) as api:
        for folder in sorted(Path(course, "autograded").glob("*/*")):
            student, assignment = folder.parent.name, folder.name
            if assignments and assignment not in assignments:
                continue
            result = _run(api.generate_feedback, assignment, student)
            if result["success"]:
                written += 1
            else:
                failed.append(Outcome(student, assignment, problem=_cause(result)))
    for outcome in failed:
        say(f"no feedback for {outcome.student}, {outcome.assignment}: {outcome.problem}")
    say(f"Feedback for {written} submissions in {Path(course, 'feedback')}")
    return failed


def grades(course, say=print):
    """Write course/grades.csv, in nbgrader's own format. Returns its path."""
    _need(Path(course, "gradebook.db"), "grade first: python -m graders grade")
    sheet = Path(course, "grades.csv")
    with opened(course) as api, api.gradebook as gradebook:
        exporter = CsvExportPlugin(parent=api)
        exporter.to = str(sheet)
        exporter.export(gradebook)
    say(f"Grades in {sheet}")
    return sheet


def scores(course, assignment):
    """student -> grade_id -> points of every graded cell of an assignment; None where there is no grade yet."""
    with opened(course) as api, api.gradebook as gradebook:
        return {
            submission.student.id: {g.name: None if g.needs_manual_grade else g.score for g in _cells(submission)}
            for submission in gradebook.assignment_submissions(assignment)
        }


# What was handed in


def handed_in(course, say=print):
    """The assignments in course/submitted/ that the course knows; says which folders are none."""
    known = {path.parent.name for path in (ROOT / "notebooks").glob("*/*.ipynb")}
    found = {path.name for path in Path(course, "submitted").glob("*/*") if path.is_dir()}
    for name in sorted(found - known):
        say(f"{name}: no assignment of that name in notebooks/, left alone")
    return sorted(found & known)


def submitters(course, assignment):
    """The students who handed in an assignment. Raises CourseError for one that is not in notebooks/."""
    if not list((ROOT / "notebooks" / assignment).glob("*.ipynb")):
        raise CourseError(f"there is no assignment {assignment} in {ROOT / 'notebooks'}")
    return sorted(path.parent.name for path in Path(course, "submitted").glob(f"*/{assignment}") if path.is_dir())


def _need(path, otherwise):
    if not path.exists():
        raise CourseError(f"there is no {path.name} in {path.parent}; {otherwise}")


def problem_with(folder, notebook):
    """Why the submission in folder cannot be graded, or None. notebook: the name that the file must have."""
    path = folder / notebook
    if any(part.is_symlink() for part in [folder, *folder.rglob("*")]):
        return "it holds a symbolic link; hand in the notebook itself"
    if not path.is_file():
        others = ", ".join(sorted(other.name for other in folder.glob("*.ipynb"))) or "no notebook"
        return f"there is no {notebook} in it, but {others}"
    if path.stat().st_size > LARGEST:
        return f"{notebook} has more than {LARGEST >> 20} MB; clear its outputs"
    try:
        nb = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(nb)
    except Exception as error:  # whatever a file can hold, nbformat has a different exception for it
        return f"{notebook} is not a notebook: {str(error).partition(chr(10))[0][:200]}"
    ids = Counter(cell.metadata.nbgrader.get("grade_id") for cell in nb.cells if "nbgrader" in cell.metadata)
    twice = [str(name) for name, count in ids.items() if count > 1]
    return f"these cells are in it more than once: {', '.join(twice)}" if twice else None


# nbgrader


@contextlib.contextmanager
def opened(course):
    """nbgrader's interface on a course's folder, configured as its commands are from the repository's root."""
    course = Path(course).resolve()
    course.mkdir(parents=True, exist_ok=True)
    before = os.environ.get("COURSE")
    os.environ["COURSE"] = str(course)
    try:
        config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries cause them
            yield NbGraderAPI(config=config, log=_quiet_log())
    finally:
        os.environ.pop("COURSE")
        if before is not None:
            os.environ["COURSE"] = before


def _quiet_log():
    """nbgrader logs a page for each submission; what matters of it comes back in its result."""
    log = logging.getLogger("graders.classroom")
    log.propagate = False
    log.handlers[:] = [logging.NullHandler()]
    return log


def register(api, assignment):
    """Tell the gradebook what the assignment's cells are and what they are worth, as the sources say now.

    Returns None, or why nbgrader refuses: after the first grade no cell may be added or removed.
    """
    with tempfile.TemporaryDirectory() as folder:
        before = api.coursedir.release_directory
        api.coursedir.release_directory = os.path.relpath(folder, ROOT)
        api.config.StudentEdition.enabled = False  # nobody reads this copy
        try:
            result = _run(api.generate_assignment, assignment)
        finally:
            api.coursedir.release_directory = before
            api.config.StudentEdition.enabled = True
    return None if result["success"] else f"the assignment cannot be put into the gradebook: {_cause(result)}"


def grade_one(api, course, assignment, student):
    """Grade one submission. Returns its Outcome, and raises nothing that the submission could cause."""
    folder = Path(course, "submitted", student, assignment)
    notebook = next((ROOT / "notebooks" / assignment).glob("*.ipynb")).name
    try:
        problem = problem_with(folder, notebook)
        if problem is None:
            result = _run(api.autograde, assignment, student)
            problem = None if result["success"] else _cause(result)
        if problem:
            return Outcome(student, assignment, problem=problem)
        with api.gradebook as gradebook:
            submission = gradebook.find_submission(assignment, student)
            missing = [cell.name for cell in _cells(submission) if cell.needs_manual_grade]
            if missing:
                return Outcome(student, assignment, problem=f"these cells are not in it: {', '.join(missing)}")
            return Outcome(student, assignment, submission.score, submission.max_score)
    except (Exception, SystemExit) as error:
        return Outcome(student, assignment, problem=f"{type(error).__name__}: {error}")


def _cells(submission):
    return [cell for notebook in submission.notebooks for cell in notebook.grades]


def _run(action, *arguments):
    """What one of nbgrader's actions returns. It takes Ctrl-C for a failure; we do not."""
    result = action(*arguments)
    if "KeyboardInterrupt" in result.get("error", ""):
        raise KeyboardInterrupt
    return result


def _cause(result):
    """Why an action failed, in a line: the first exception of the traceback in nbgrader's log, or its first error."""
    lines = [line.rstrip() for line in result.get("log", "").splitlines() if line.strip()]
    for number, line in enumerate(lines):
        if "Traceback (most recent call last)" in line:
            entry = itertools.takewhile(lambda later: not later.startswith("["), lines[number + 1 :])
            frames = textwrap.dedent("\n".join(entry)).splitlines()
            return next(frame for frame in frames if not frame.startswith(" "))
    errors = [line.removeprefix("[ERROR] ") for line in lines if line.startswith("[ERROR]")]
    return (errors or result.get("error", "").splitlines()[-1:] or ["nbgrader gave no reason"])[0]


# Words


def _result(outcome):
    return f"not graded: {outcome.problem}" if outcome.problem else f"{outcome.points:g} of {outcome.of:g}"


def summary(outcomes):
    """The closing lines of a run: how many were graded, and who was not and why."""
    left = [outcome for outcome in outcomes if outcome.problem]
    lines = [f"{len(outcomes) - len(left)} of {len(outcomes)} submissions graded."]
    if left:
        lines.append(f"Not graded ({len(left)}):")
        lines += [f"  {outcome.student}, {outcome.assignment}: {outcome.problem}" for outcome in left]
    return "\n".join(lines)


# What stock nbgrader does with a submission, besides what it does by itself (nbgrader_config.py)


class OnlyTheNotebook(NbGraderPreprocessor):
    """Deletes what was handed in beside the notebook before it runs: a numpy.py would be imported for NumPy."""

    def preprocess(self, nb, resources):
        folder = Path(resources["metadata"]["path"])
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.suffix != ".ipynb" and path.name != "timestamp.txt":
                path.unlink()
        return nb, resources


class SkipExperiments(NbGraderPreprocessor):
    """Marks experiments that are as they were released: grading does not need them. A changed one may be needed."""

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        source = ROOT / "notebooks" / ids["assignment"] / f"{ids['notebook']}.ipynb"
        released = nbformat.read(source, as_version=4).cells
        experiments = {cell.source.strip() for cell in released if "experiment" in cell.metadata.get("tags", [])}
        for cell in nb.cells:
            if cell.cell_type == "code" and cell.source.strip() in experiments:
                cell.metadata.tags = [*cell.metadata.get("tags", []), "skip-execution"]
        return nb, resources
