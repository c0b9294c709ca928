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
FOLDERS = ("notebooks", "utils", "graders", "tools", "datasets")
FILES = ("nbgrader_config.py", "environment.yml", "pyproject.toml", "requirements.txt", "LICENSE*", "NOTICE")
CELL = '''def leaky_relu(Z, slope):
    """Z where it is positive, slope * Z elsewhere.  Z: any shape.  Returns the same shape."""
    ### BEGIN SOLUTION
    return np.where(Z > 0, Z, slope * Z)
    ### END SOLUTION'''


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The copy, with steps 1 to 3 done."""
    copied = tmp_path_factory.mktemp("contributor") / "repository"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in FILES:
        for file in ROOT.glob(pattern):
            shutil.copy(file, copied)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    reference, declaration = re.findall(
        r"```python\n(.*?)```", text[text.index("## How to add an exercise") :], re.DOTALL
    )
    (copied / "utils" / "leaky.py").write_text(reference, encoding="utf-8")
    declare(copied / "graders" / "assignments" / "w1a1.py", declaration)
    add_cells(copied / "notebooks" / NAME / f"{FILE}.ipynb")
    return copied


def declare(path, declaration):
    """The block before the list at the end of the file, the exercise in the list, the import at the top."""
    source = path.read_text(encoding="utf-8")
    source = source.replace("ASSIGNMENT = Assignment(", f"{declaration}\n\nASSIGNMENT = Assignment(")
    source = re.sub(r"exercises=\[(.*?)\]", r"exercises=[\1, leaky_relu]", source)
    path.write_text(re.sub(r"^from utils", "from utils import leaky\nfrom utils", source, count=1, flags=re.M), "utf-8")


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
    """Run a Python module in the copy. Returns what it says; raises AssertionError where it fails."""
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
    run(repository, "tools.hygiene", "--fix")
    said = run(repository, "graders", "accuracy", NAME)
    assert "Nothing missed" in said
    assert "leaky_relu" in said


def test_the_exercise_is_released_and_graded(repository):
    run(repository, "tools.release", NAME)
    released = repository / "build" / "release" / NAME
    assert not (released / "utils" / "leaky.py").exists()
    for student, answer in (("right", "np.maximum(Z, slope * Z)"), ("wrong", "np.maximum(0, Z)")):
        nb = nbformat.read(released / f"{FILE}.ipynb", as_version=4)
        (cell,) = [cell for cell in nb.cells if cell.id == "leaky"]
        cell.source = f"def leaky_relu(Z, slope):\n    return {answer}"
        folder = repository / "course" / "submitted" / student / NAME
        folder.mkdir(parents=True)
        nbformat.write(nb, folder / f"{FILE}.ipynb")
    run(repository, "graders", "grade", NAME)
    run(repository, "graders", "feedback")
    pages = {
        student: (repository / "course" / "feedback" / student / NAME / f"{FILE}.html").read_text(encoding="utf-8")
        for student in ("right", "wrong")
    }
    assert "10 of 40 points" in pages["right"]
    assert "0 of 40 points" in pages["wrong"]
    assert "it looks like the plain ReLU" in pages["wrong"]
