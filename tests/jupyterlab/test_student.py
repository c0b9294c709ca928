"""A student's way through an assignment in a real JupyterLab, from the zip alone: open, run, err, solve, hand in."""

import json
import zipfile

import pytest
from lab import ROOT, Lab

from graders import assignments
from tools import demo, release

# One of the NumPy notebooks, and the one with TensorFlow, each with answers of the sample class, one of them wrong:
# (assignment, cell, who wrote the wrong answer, what it must be called).
WRONG = {
    "W1A1-Initialization": ("he", "variance-for-deviation", "scaled by the variance"),
}
NAMES = [name for name in release.chosen() if name in WRONG]
SLOWEST = 60  # seconds for a solved notebook, of which no machine may take more


@pytest.fixture(scope="module", params=NAMES)
def student(request, playwright, tmp_path_factory):
    """An unpacked zip of an assignment, in a JupyterLab whose kernels know nothing of this repository."""
    name = request.param
    place = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(release.release(name, place / "build")) as bundle:
        bundle.extractall(place)
    lab = Lab(playwright, place / name, place / "home", as_student=True)
    lab.name, (lab.file,) = name, (place / name).glob("*.ipynb")
    yield lab
    lab.close()


def answers(name, who):
    """cell id -> source, as somebody of the sample class wrote it."""
    return {file.stem: file.read_text(encoding="utf-8").rstrip() for file in (demo.CLASS / name / who).glob("*.py")}


def test_an_untouched_notebook_says_what_each_cell_waits_for(student):
    """Run All goes through to the end, and nowhere is there a traceback."""
    notebook = student.notebook(student.file.name)
    notebook.run_all()
    exercises = [exercise.name for exercise in assignments.find(student.name).exercises]
    said = notebook.outputs()
    open_ones = ["".join(lines) for lines in said.values() if ": not yet. It is not written yet" in "".join(lines)]
    assert sorted(line.partition(":")[0] for line in open_ones) == sorted(exercises)
    waiting = ["".join(lines) for lines in said.values() if "This cell waits for" in "".join(lines)]
    assert len(waiting) > len(exercises)
    for line in open_ones + waiting:
        assert len(line.strip().splitlines()) == 1, line
    everything = "".join(line for lines in said.values() for line in lines)
    assert "Traceback" not in everything
    assert "Error" not in everything
    assert f"0 of {sum(e.points for e in assignments.find(student.name).exercises)} points" in everything


def test_a_wrong_answer_is_named_and_validate_says_no(student):
    cell, who, words = WRONG[student.name]
    notebook = student.notebook(student.file.name)
    setup = next(name for name in notebook.outputs() if "checker(" in notebook.source(name))
    notebook.write(cell, answers(student.name, who)[cell])
    notebook.run(setup, cell, f"{cell}-test")
    (line,) = notebook.outputs()[f"{cell}-test"]
    assert ": not yet. In case" in line
    assert words in line
    assert "Traceback" not in line
    notebook.save()
    said = notebook.validate()
    assert "failed" in said
    assert words in said


def test_a_solved_notebook_is_handed_in_and_gets_its_points(student, tmp_path):
    """All checks turn green in less than a minute, Validate agrees, and the one file, graded, has full marks."""
    notebook = student.notebook(student.file.name)
    for cell, source in answers(student.name, "perfect").items():
        notebook.write(cell, source)
    assert notebook.run_all() < SLOWEST
    points = {e.name: e.points for e in assignments.find(student.name).exercises}
    everything = "".join(line for lines in notebook.outputs().values() for line in lines)
    for name in points:
        assert f"{name}: right on" in everything
    assert f"{sum(points.values())} of {sum(points.values())} points in this notebook so far." in everything
    assert "Traceback" not in everything
    assert "Warning" not in everything
    notebook.save()
    assert "Success" in notebook.validate()
    assert graded(student, tmp_path) == sum(points.values())


def graded(student, course):
    """The points of the one file that a student hands in."""
    from graders import __main__ as graders
    from graders.engine.gradebook import opened

    folder = course / "submitted" / "student" / student.name
    folder.mkdir(parents=True)
    (folder / student.file.name).write_bytes(student.file.read_bytes())
    assert json.loads(student.file.read_text(encoding="utf-8"))["cells"]
    released = student.folder.parent / "build" / "release"
    assert graders.main(["grade", student.name, "--course", str(course), "--release", str(released)]) == 0
    with opened(course) as records:
        return sum(records.scores(student.name)["student"].values())


def test_the_kernel_has_nothing_of_this_repository(student):
    """Or the tests above would say nothing about the zip."""
    assert not (ROOT / "utils").is_relative_to(student.folder)
    notebook = student.notebook(student.file.name)
    first = next(iter(notebook.outputs()))
    notebook.write(first, "import utils, sys; print(utils.__path__, *sys.path)")
    notebook.run(first)
    (said,) = notebook.outputs()[first]
    assert str(student.folder) in said
    assert f"{ROOT}'" not in said
    assert f"{ROOT} " not in said + " "
