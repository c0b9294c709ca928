"""Grades the sample class of tests/sample_class/ and compares with the grades it must get: `python -m tools.demo`.

The submissions are built from the released notebooks (python -m tools.release), and graded by the command that grades
a real class.
"""

import argparse
import importlib
import os
import shutil
import sys
from pathlib import Path

import nbformat

from graders import __main__ as graders
from graders import exercises, solutions
from graders.exercises.edits import edited_source
from tests.sample_class.table import Solution, Text

ROOT = Path(__file__).resolve().parent.parent
CLASS = ROOT / "tests" / "sample_class"
RELEASE = ROOT / "build" / "release"


class DemoError(Exception):
    """The sample class cannot be put together; the message says what is missing."""


def main(arguments=None):
    """Build, grade, write feedback and grades, compare. Returns 1 if a grade is not what it must be."""
    parser = argparse.ArgumentParser(prog="python -m tools.demo", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "demo", help="the course's folder, emptied first")
    parser.add_argument("--release", type=Path, default=RELEASE, help="where the released notebooks are")
    parser.add_argument("assignment", nargs="*", help="all of them if none is named")
    options = parser.parse_args(arguments)
    chosen = options.assignment or sample()
    try:
        shutil.rmtree(options.into, ignore_errors=True)
        for assignment in chosen:
            assemble(assignment, options.release, options.into)
    except DemoError as error:
        sys.exit(str(error))
    elsewhere = [] if options.release == RELEASE else ["--release", str(options.release)]
    # These submissions are our own code: without a sandbox the grader says so, and goes on.
    for command in ["grade", "--unsandboxed", *elsewhere], ["feedback"], ["grades"]:
        _run([*command, "--course", os.path.relpath(options.into)])
    return compare(options.into, chosen)


def sample():
    """The assignments of which there is a sample class, in order."""
    return [name for name in exercises.names() if (CLASS / f"{_table(name)}.py").exists()]


def students(assignment):
    """{student: table.Student} of an assignment's sample class."""
    return importlib.import_module(f"tests.sample_class.{_table(assignment)}").STUDENTS


def _table(assignment):
    return assignment.split("-")[0].lower()


def expected(assignment, student):
    """{test cell: points} that a student must get."""
    answered = answers(assignment, student)
    return {
        f"{cell}-test": exercise.points if cell in answered and cell not in student.missed else 0
        for cell, exercise in exercises.find(assignment).cells.items()
    }


def answers(assignment, student):
    """{cell: its source} of the cells that a student wrote."""
    cells = exercises.find(assignment).cells
    written = {cell: student.answers.get(cell, ()) for cell in cells if student.rest_right or cell in student.answers}
    if unknown := student.answers.keys() - cells:
        raise DemoError(f"{assignment} has no cell {', '.join(sorted(unknown))}; it has {', '.join(cells)}")
    return {cell: _source(assignment, cells[cell], answer) for cell, answer in written.items()}


def _source(assignment, exercise, answer):
    """What a student wrote into the cell of an exercise, from its entry in the table."""
    if isinstance(answer, Text):
        return answer.source
    if isinstance(answer, Solution):
        return solutions.read(solutions.FOLDER / assignment / exercise.name / f"{answer.name}.py").source.rstrip()
    edits = (answer,) if isinstance(answer, str) else answer
    source = edited_source(exercise.reference, *edits)
    return source.replace(f"def {exercise.reference.__name__}(", f"def {exercise.name}(", 1).rstrip()


def assemble(assignment, release, course):
    """Write the submissions of all students to course/submitted/<student>/<assignment>/. Raises DemoError."""
    try:
        (notebook,) = (release / assignment).glob("*.ipynb")
    except ValueError:
        raise DemoError(f"there is no notebook in {release / assignment}; python -m tools.release makes it") from None
    for name, student in students(assignment).items():
        folder = course / "submitted" / name / assignment
        folder.mkdir(parents=True)
        nbformat.write(submission(notebook, answers(assignment, student)), folder / notebook.name)


def submission(notebook, answers):
    """The released notebook with the cells that a student wrote, {cell: source}."""
    nb = nbformat.read(notebook, as_version=4)
    for cell in nb.cells:
        cell.source = answers.get(cell.id, cell.source)
    return nb


def compare(course, assignments):
    """Print a line for each student, and what differs from what was expected. Returns 1 if anything does."""
    from graders.engine import gradebook

    wrong = 0
    for assignment in assignments:
        found = gradebook.scores(course, assignment)
        print(f"\n{assignment}")
        for name, student in students(assignment).items():
            got, wanted = found.get(name, {}), expected(assignment, student)
            print(f"  {name:24} {sum(filter(None, got.values())):4g} points   {student.about}")
            differ = [cell for cell in wanted | got if got.get(cell) != wanted.get(cell)]
            for cell in differ:
                print(f"    WRONG: {cell} has {got.get(cell)} points, and must have {wanted.get(cell)}")
            wrong += len(differ)
    verdict = f"{wrong} grades are wrong" if wrong else "All grades are as they must be"
    print(f"\n{verdict}. The records are in {os.path.relpath(course)}/")
    return int(wrong > 0)


def _run(arguments):
    print("$ python -m graders", *arguments, flush=True)
    graders.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
