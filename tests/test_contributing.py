"""CONTRIBUTING.md's "How to add an exercise", followed to the letter in a copy of the repository."""

import copy
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME, FILE = "W1A1-Initialization", "Initialization"
FOLDERS = ("notebooks", "utils", "graders", "tools", "datasets", "tests")
FILES = ("nbgrader_config.py", "environment.yml", "pyproject.toml", "requirements.txt", "LICENSE*", "NOTICE", "*.md")
CELL = '''def leaky_relu(Z, slope):
    """Z where it is positive, slope * Z elsewhere.  Z: any shape.  Returns the same shape."""
    ### BEGIN SOLUTION
    return np.where(Z > 0, Z, slope * Z)
    ### END SOLUTION'''


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The copy, with the file and the two cells."""
    copied = tmp_path_factory.mktemp("contributor") / "repository"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in FILES:
        for file in ROOT.glob(pattern):
            shutil.copy(file, copied)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (declaration,) = re.findall(r"```python\n(.*?)```", text[text.index("## How to add an exercise") :], re.DOTALL)
    (copied / "graders" / "exercises" / "w1a1" / "leaky.py").write_text(declaration, encoding="utf-8")
    add_cells(copied / "notebooks" / NAME / f"{FILE}.ipynb")
    run(copied, "tools.lint_notebooks", "--fix")
    return copied


def add_cells(path):
    """An existing pair copied, with other ids, grade ids and points."""
    nb = nbformat.read(path, as_version=4)
    places = {cell.id: place for place, cell in enumerate(nb.cells)}
    for old, new in ("he", "leaky"), ("he-test", "leaky-test"):
        cell = copy.deepcopy(nb.cells[places[old]])
        cell.id = cell.metadata.nbgrader.grade_id = new
        cell.source = CELL if new == "leaky" else cell.source.replace("initialize_parameters_he", "leaky_relu")
        nb.cells.insert(-1, cell)
    nbformat.write(nb, path)


def run(repository, *command):
    """Run a Python module in the copy. Returns what it says; raises AssertionError if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository), "COURSE": "course"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_exercise_holds(repository):
    said = run(repository, "graders", "accuracy", NAME, "--exercise", "leaky_relu")
    assert "Nothing missed" in said
    assert "leaky_relu" in said


@pytest.fixture(scope="module")
def tested(repository):
    """What pytest says in the copy, and the release that its tests have made.

    Its tests of this assignment run, in the files about graders, release and sample class: all others ran outside the
    copy already.
    """
    suites = [f"tests/test_{name}.py" for name in ("graders", "release", "sample_class")]
    place = repository.parent / "tests"
    return run(repository, "pytest", "-v", "-p", "no:cacheprovider", f"--basetemp={place}", "-k", NAME, *suites), place


def test_the_tests_of_graders_release_and_sample_class_pass_with_it(tested):
    said, _ = tested
    passed = [line for line in said.splitlines() if "PASSED" in line]
    for suite in "graders", "release", "sample_class":
        assert any(line.startswith(f"tests/test_{suite}.py") for line in passed)
    assert any("leaky_relu" in line for line in passed), "the exercise has tests of its own"


def test_the_exercise_is_graded(repository, tested):
    """A submission with a right leaky_relu gets its points, a wrong one the words of the declaration."""
    release = tested[1] / "build" / "release"
    released = release / NAME / f"{FILE}.ipynb"
    right = "def leaky_relu(Z, slope):\n    return np.maximum(Z, slope * Z)"
    for student, answer in {"right": right, "wrong": right.replace("slope * Z", "0")}.items():
        nb = nbformat.read(released, as_version=4)
        next(cell for cell in nb.cells if cell.id == "leaky").source = answer
        folder = repository / "course" / "submitted" / student / NAME
        folder.mkdir(parents=True)
        nbformat.write(nb, folder / f"{FILE}.ipynb")
    run(repository, "graders", "grade", NAME, "--release", str(release))
    run(repository, "graders", "feedback")
    pages = {
        student: (repository / "course" / "feedback" / student / NAME / f"{FILE}.html").read_text(encoding="utf-8")
        for student in ("right", "wrong")
    }
    assert "10 of 40 points" in pages["right"]
    assert "0 of 40 points" in pages["wrong"]
    assert "This is the plain ReLU." in pages["wrong"]
