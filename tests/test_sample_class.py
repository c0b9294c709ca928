"""The sample class gets the grades that it must get."""

import csv
from pathlib import Path

import nbformat
import pytest

from graders import exercises
from graders.engine import gradebook
from tests.sample_class.table import Student
from tools import demo

ROOT = Path(__file__).resolve().parent.parent
W1A1 = "W1A1-Initialization"


@pytest.fixture(scope="module")
def released(built):
    return built(W1A1) / "release"


@pytest.mark.parametrize("assignment", demo.sample())
def test_the_class_is_worth_grading(assignment):
    """Somebody has everything right, in more than one way, somebody nothing, and several a part of it."""
    students = demo.students(assignment).values()
    full = {f"{cell}-test": exercise.points for cell, exercise in exercises.find(assignment).cells.items()}
    assert full == _points(assignment), "the notebook and the declarations agree"
    given = [demo.expected(assignment, student) for student in students]
    assert len(students) >= 8
    assert sum(scores == full for scores in given) >= 2, "there is more than one way to be right"
    assert any(not any(scores.values()) for scores in given)
    assert sum(any(scores.values()) and scores != full for scores in given) >= 3
    assert all(student.about for student in students)


def _points(assignment):
    """grade_id -> points of the test cells in the source notebook."""
    (path,) = (ROOT / "notebooks" / assignment).glob("*.ipynb")
    cells = [cell.metadata.get("nbgrader", {}) for cell in nbformat.read(path, as_version=4).cells]
    return {cell["grade_id"]: cell["points"] for cell in cells if cell.get("grade")}


@pytest.mark.parametrize("assignment", demo.sample())
def test_the_sample_class_gets_its_grades(built, tmp_path, capsys, assignment):
    """The whole way: submissions, grades, feedback, the sheet."""
    course, release = tmp_path / "demo", built(assignment) / "release"
    assert demo.main([assignment, "--into", str(course), "--release", str(release)]) == 0, capsys.readouterr().out
    assert "All grades are as they must be" in capsys.readouterr().out
    with (course / "grades.csv").open(newline="", encoding="utf-8") as sheet:
        rows = {(row["assignment"], row["student_id"]): row["score"] for row in csv.DictReader(sheet)}
    for name, student in demo.students(assignment).items():
        wanted = demo.expected(assignment, student)
        assert float(rows[assignment, name]) == sum(wanted.values())
        (page,) = (course / "feedback" / name / assignment).glob("*.html")
        assert "not yet" in page.read_text(encoding="utf-8") or all(wanted.values())


def test_a_wrong_grade_is_an_error(monkeypatch, tmp_path, capsys):
    scores = demo.expected(W1A1, Student("every exercise right")) | {"he-test": 5.0}
    del scores["random-test"]
    monkeypatch.setattr(gradebook, "scores", lambda course, assignment: {"perfect": scores})
    monkeypatch.setattr(demo, "students", lambda assignment: {"perfect": Student("every exercise right")})
    assert demo.compare(tmp_path, [W1A1]) == 1
    said = capsys.readouterr().out
    assert "WRONG: he-test has 5.0 points, and must have 10" in said
    assert "WRONG: random-test has None points, and must have 10" in said
    assert "2 grades are wrong" in said


def test_an_answer_to_no_cell_is_an_error():
    with pytest.raises(demo.DemoError, match="has no cell adam; it has zeros, random, he"):
        demo.answers(W1A1, Student("writes into a cell that is not there", {"adam": ()}))


def test_without_a_release_the_command_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"python -m tools\.release makes it"):
        demo.main(["--into", str(tmp_path / "demo"), "--release", str(tmp_path)])
