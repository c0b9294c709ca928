"""A student's way through an assignment in a real JupyterLab, from the zip alone: open, run, err, solve, hand in."""

import json
import subprocess
import zipfile

import pytest
from lab import Lab

from graders import exercises
from tools import demo

# Assignment -> a cell, who of the sample class has it wrong, and what that must be called. One notebook with NumPy and
# the one with TensorFlow stand for all; what is the same in both is looked at in the quick one alone.
WRONG = {
    "W1A1-Initialization": ("he", "variance-for-deviation", "scaled by the variance"),
    "W3A1-Introduction_to_TensorFlow": ("linear", "columns-first", "as in the NumPy notebooks"),
}
MINUTE = 60  # seconds of a processor for a solved notebook: a machine that does other things too is no fault


@pytest.fixture(scope="module", params=WRONG)
def student(request, playwright, tmp_path_factory, built):
    """An unpacked zip of an assignment, in a JupyterLab whose kernels know nothing of this repository."""
    name = request.param
    place = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(built(name) / "bundles" / f"{name}.zip") as bundle:
        bundle.extractall(place)
    lab = Lab(playwright, place / name, place / "home", as_student=True)
    lab.name, lab.released, (lab.file,) = name, built(name) / "release", (place / name).glob("*.ipynb")
    yield lab
    lab.close()


def answers(name, who):
    """cell id -> source, as somebody of the sample class wrote it."""
    return demo.answers(name, demo.students(name)[who])


def test_first_steps(student):
    """The untouched notebook, run through, says what each cell waits for; a wrong answer is named; Validate says no."""
    notebook = student.notebook(student.file.name)
    notebook.run_all()
    points = {exercise.name: exercise.points for exercise in exercises.find(student.name).exercises}
    said = {name: "".join(lines) for name, lines in notebook.outputs().items()}
    untouched = [text for text in said.values() if ": not yet. It is not written yet" in text]
    assert sorted(text.partition(":")[0] for text in untouched) == sorted(points)
    waiting = [text for text in said.values() if "This cell waits for" in text]
    assert len(waiting) >= len(points)
    assert all(len(text.strip().splitlines()) == 1 for text in waiting)
    assert all(len(text.strip().splitlines()) <= 2 for text in untouched)
    assert "Traceback" not in "".join(said.values())
    assert f"0 of {sum(points.values())} points" in said["progress"]

    cell, who, words = WRONG[student.name]
    notebook.write(cell, answers(student.name, who)[cell])
    notebook.run(cell, f"{cell}-test")
    (line,) = notebook.outputs()[f"{cell}-test"]
    assert ": not yet. In case" in line
    assert words in " ".join(line.split())
    assert "Traceback" not in line
    if student.name.startswith("W1A1"):
        notebook.save()
        said = notebook.validate()
        assert "failed" in said
        assert words in " ".join(said.split())


def test_a_solved_notebook_is_handed_in_and_gets_its_points(student, tmp_path):
    """All checks turn green in a minute, Validate agrees, and the one file, graded, has full marks."""
    notebook = student.notebook(student.file.name)
    for cell, source in answers(student.name, "perfect").items():
        notebook.write(cell, source)
    notebook.run_all()
    assert notebook.seconds() < MINUTE
    points = {e.name: e.points for e in exercises.find(student.name).exercises}
    everything = "".join(line for lines in notebook.outputs().values() for line in lines)
    for name in points:
        assert f"{name}: right on" in everything
    all_points = sum(points.values())
    assert f"{all_points} of {all_points} points so far, by the checks in this notebook." in everything
    assert "Traceback" not in everything
    assert "Warning" not in everything
    notebook.save()
    if student.name.startswith("W1A1"):
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
    assert graders.main(["grade", student.name, "--course", str(course), "--release", str(student.released)]) == 0
    with opened(course) as records:
        return sum(records.scores(student.name)["student"].values())


def test_the_kernel_has_nothing_of_this_repository(student):
    """Or the tests above would say nothing about the zip."""
    spec = json.loads((student.home / "data" / "kernels" / "python3" / "kernel.json").read_text(encoding="utf-8"))
    *python, code = spec["argv"][: spec["argv"].index("-f")]
    look = code.partition("from ipykernel")[0] + "import numpy, nbgrader\nimport utils"
    done = subprocess.run([*python, look], cwd=student.folder.parent, capture_output=True, text=True)
    assert "No module named 'utils'" in done.stderr
