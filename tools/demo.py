"""Grades the sample class of tests/sample_class/ and compares with the grades it must get: `python -m tools.demo`.

The submissions are built from the released notebooks (python -m tools.release), and graded by the command that grades
a real class.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import nbformat

from graders import __main__ as graders

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
    options = parser.parse_args(arguments)
    try:
        shutil.rmtree(options.into, ignore_errors=True)
        for assignment in sample():
            assemble(assignment, options.release, options.into)
    except DemoError as error:
        sys.exit(str(error))
    elsewhere = [] if options.release == RELEASE else ["--release", str(options.release)]
    # These submissions are our own code: without a sandbox the grader says so, and goes on.
    for command in ["grade", "--unsandboxed", *elsewhere], ["feedback"], ["grades"]:
        _run([*command, "--course", os.path.relpath(options.into)])
    return compare(options.into)


def sample():
    """The assignments of which there is a sample class, in order."""
    return sorted(path.parent.name for path in CLASS.glob("*/expected.json"))


def expected(assignment):
    """student -> {"about": a sentence, "scores": grade_id -> points}."""
    return json.loads((CLASS / assignment / "expected.json").read_text(encoding="utf-8"))


def assemble(assignment, release, course):
    """Write the submissions of all students to course/submitted/<student>/<assignment>/. Raises DemoError."""
    try:
        (notebook,) = (release / assignment).glob("*.ipynb")
    except ValueError:
        raise DemoError(f"there is no notebook in {release / assignment}; python -m tools.release makes it") from None
    for student in expected(assignment):
        folder = course / "submitted" / student / assignment
        folder.mkdir(parents=True)
        nbformat.write(submission(notebook, CLASS / assignment / student), folder / notebook.name)


def submission(notebook, answers):
    """The released notebook with the cells that a student wrote, answers/<cell id>.py.

    Raises DemoError for a file without a cell.
    """
    nb = nbformat.read(notebook, as_version=4)
    cells = {cell.id: cell for cell in nb.cells}
    for answer in sorted(answers.glob("*.py")):
        if answer.stem not in cells:
            raise DemoError(f"{answer}: {notebook} has no cell {answer.stem!r}")
        cells[answer.stem].source = answer.read_text(encoding="utf-8").rstrip()
    return nb


def compare(course):
    """Print a line for each student, and what differs from what was expected. Returns 1 if anything does."""
    from graders.engine import gradebook

    wrong = 0
    for assignment in sample():
        found = gradebook.scores(course, assignment)
        print(f"\n{assignment}")
        for student, wanted in expected(assignment).items():
            got = found.get(student, {})
            print(f"  {student:24} {sum(filter(None, got.values())):4g} points   {wanted['about']}")
            differ = [cell for cell in wanted["scores"] | got if got.get(cell) != wanted["scores"].get(cell)]
            for cell in differ:
                print(f"    WRONG: {cell} has {got.get(cell)} points, and must have {wanted['scores'].get(cell)}")
            wrong += len(differ)
    verdict = f"{wrong} grades are wrong" if wrong else "All grades are as they must be"
    print(f"\n{verdict}. The records are in {os.path.relpath(course)}/")
    return int(wrong > 0)


def _run(arguments):
    print("$ python -m graders", *arguments, flush=True)
    graders.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
