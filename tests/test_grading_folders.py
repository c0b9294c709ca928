"""What lies in submitted/: one bad submission never stops the others, and files beside a notebook do no harm."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from graders import __main__ as graders
from graders.engine import CourseError, gradebook
from graders.engine import course as courses
from tests.sample_class.table import Student
from tools import demo

ROOT = Path(__file__).resolve().parent.parent
W1A1 = "W1A1-Initialization"


@pytest.fixture(scope="module")
def released(built):
    return built(W1A1) / "release"


def perfect(released):
    answers = demo.answers(W1A1, Student("every exercise right"))
    return demo.submission(next((released / W1A1).glob("*.ipynb")), answers)


def submit(course, student, nb, file="Initialization.ipynb"):
    folder = course / "submitted" / student / W1A1
    folder.mkdir(parents=True)
    (folder / file).write_text(nb if isinstance(nb, str) else nbformat.writes(nb), encoding="utf-8")
    return folder


def test_one_bad_submission_never_stops_the_others(released, tmp_path, capsys):
    """What could be graded is, the rest is named in the closing lines with the reason."""
    course = tmp_path / "course"
    dead = perfect(released)
    dead.cells[[cell.cell_type for cell in dead.cells].index("code")].source += "\nimport os\nos._exit(1)"
    missing = perfect(released)
    missing.cells = [cell for cell in missing.cells if cell.id != "he-test"]
    submit(course, "a-process-that-dies", dead)
    submit(course, "no-test-cell", missing)
    submit(course, "not-json", "{this is not json")
    submit(course, "nothing", perfect(released), "notes.md")
    submit(course, "zoe", perfect(released))
    (course / "submitted" / "zoe" / "Homework").mkdir()
    assert courses.grade(courses.Options(course, [], released, unsandboxed=True)) == 0
    said = capsys.readouterr().out
    assert "submitted/*/Homework is left alone: there is no assignment Homework" in said
    assert f"{W1A1}: 5 graded, 0 ungraded" in said
    assert "nothing to grade, so no points: not-json: the file is not a notebook" in said
    assert "nothing to grade, so no points: nothing: there is no readable Initialization.ipynb" in said
    found = gradebook.scores(course, W1A1)
    assert set(found["zoe"].values()) == set(found["no-test-cell"].values()) == {10}
    assert set(found["nothing"].values()) == set(found["not-json"].values()) == {0}


@pytest.mark.parametrize("command", ["grade", "feedback", "grades"])
def test_a_course_without_anything_in_it_is_said_and_not_made(tmp_path, command, capsys):
    assert graders.main([command, "--course", str(tmp_path / "typo")]) == 2
    assert "there is no submitted/ in" in capsys.readouterr().err
    assert not (tmp_path / "typo").exists()


def test_an_unknown_assignment_is_named(released, tmp_path):
    (tmp_path / "submitted").mkdir()
    with pytest.raises(CourseError, match="there is no assignment W9A9-None in"):
        courses.grade(courses.Options(tmp_path, ["W9A9-None"], released))


def test_stock_nbgrader_grades_a_folder_handed_in_whole(released, tmp_path):
    """As the exchange collects it: everything beside the notebook is there too, and a numpy.py for good measure."""
    folder = submit(tmp_path, "whole", perfect(released))
    for path in (released / W1A1).rglob("*.py"):
        copy = folder / path.relative_to(released / W1A1)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (folder / "numpy.py").write_text("raise ImportError('the wrong numpy')\n")
    place = f"--CourseDirectory.release_directory={os.path.relpath(tmp_path / 'release', ROOT)}"
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", command, W1A1, place],
            cwd=ROOT,
            env={**os.environ, "COURSE": str(tmp_path), "PATH": os.defpath},  # as from an environment not activated
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    assert gradebook.scores(tmp_path, W1A1) == {"whole": demo.expected(W1A1, Student("every exercise right"))}
    assert list((tmp_path / "feedback" / "whole" / W1A1).glob("*.html"))
