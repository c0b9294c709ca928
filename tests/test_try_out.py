"""An assignment is tried before it goes out: what cannot be judged, or the own solution does not pass, is named."""

import json
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from graders.engine import fork_server
from tools import release, try_out

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="grading needs Linux or macOS")
ROOT = Path(__file__).resolve().parent.parent
NAME = "X1A1-Own"

SOLUTION = """def mean(values):
    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION

def half(value):
    ### BEGIN SOLUTION
    return value / 2
    ### END SOLUTION

class Point:
    pass

def bisect(f, low, high):
    ### BEGIN SOLUTION
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return low
    ### END SOLUTION"""


def cell(name, source, kind="code", tags=(), **nbgrader):
    new = getattr(nbformat.v4, f"new_{kind}_cell")(source, id=name)
    new.metadata["tags"] = list(tags)
    if nbgrader:
        rest = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        new.metadata["nbgrader"] = {**rest, "cell_type": new.cell_type, "grade_id": name, **nbgrader}
    return new


def graded(name, source, points=4.0, **more):
    return cell(name, source, grade=True, locked=True, points=points, **more)


def written(folder, cells, name=NAME, notebook="Own", **metadata):
    """Write notebooks/<name>/<notebook>.ipynb in a folder."""
    nb = nbformat.v4.new_notebook(cells=cells)
    nb.metadata |= {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}} | metadata
    path = folder / "notebooks" / name / f"{notebook}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, path)
    return path


@pytest.fixture(scope="module", autouse=True)
def _no_fork_servers():
    yield
    fork_server.close_all()


TESTS = {  # the test: what is said of it
    "assert mean([1, 2, 6]) == 3\nassert half(3) == 1.5": None,
    "assert mean([1, 2, 6]) == 3\n### BEGIN HIDDEN TESTS\nassert mean([2, 6]) == 5\n### END HIDDEN TESTS": (
        "line 3: assert mean([2, 6]) == 5", "Repair the solution or the test",
    ),
    "mean(no_such_name)": ("line 1: mean(no_such_name)", "is not defined"),
    "assert mean([1, 3]) == 2\n4.0": None,
    "import numpy as np\nnp.array(4.0 * (mean([1, 3]) == 2))": ("ndarray array(4.)", "looks like a number of points"),
    "from fractions import Fraction\nFraction(int(mean([1, 3])), 1)": ("Fraction", "End the test with float(...)"),
    "str(mean([4, 4]))": ("str '4.0'", "End the test with float(...)"),
    "mean([1, 3]) == 2": ("bool True", "End the test with float(...)"),
    "2 * mean([4, 4])": ("Its last line is 8, and the test is worth 4 points", "End the test"),
    "mean([1, 3]) * float('nan')": ("float nan, looks like a number of points", "End the test"),
    "mean([1, 3])\n'well done'": None,
    "assert mean([1, 3]) == 2\n1": ("1 points of 4", "Repair the solution or the test"),
    "mean([0, 0])": ("0 points of 4", "Repair the solution or the test"),
}  # fmt: skip


def test_each_complaint_names_the_cell_the_line_and_what_to_do(tmp_path):
    names = [f"test-{number}" for number in range(len(TESTS))]
    written(tmp_path, [cell("answers", SOLUTION, solution=True), *map(graded, names, TESTS)])
    found = {words.splitlines()[0].split(",")[0]: words for words in complaints(tmp_path)}
    for name, (test, wanted) in zip(names, TESTS.items(), strict=True):
        said = found.pop(f"cell {name}", "")
        if wanted is None:
            assert not said, test
        for part in wanted or ():
            assert part in said, (test, said)
    assert not found


def complaints(folder):
    """The sources stand for the release: it differs only in what a student does not see."""
    return try_out.complaints(NAME, folder / "notebooks", folder / "notebooks")


# -- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A repository's folder, as far as a release needs it, without assignments."""
    for name in ("nbgrader_config.py", "environment.yml", "LICENSE", "LICENSE-TEXT", "NOTICE"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "NOTEBOOKS", tmp_path / "notebooks")
    return tmp_path


def refused(course):
    with pytest.raises(SystemExit) as stopped:
        release.main(["--into", str(course / "build")])
    return str(stopped.value)


ANSWER = cell("mean", SOLUTION, solution=True)
RIGHT = graded("mean-test", "assert mean([1, 2, 6]) == 3")
WRONG = graded("mean-test", "assert mean([1, 2, 6]) == 4")


def test_what_does_not_pass_does_not_go_out_and_the_earlier_release_stays(course, monkeypatch):
    mine = {"name": "conda-env-dnn-py", "display_name": "mine"}
    written(course, [ANSWER, RIGHT], kernelspec=mine)
    release.main(["--into", str(course / "build")])
    there = {path: path.read_bytes() for path in (course / "build").rglob("*") if path.is_file()}
    (notebook,) = (path for path in there if path.suffix == ".ipynb")
    assert json.loads(there[notebook])["metadata"]["kernelspec"]["name"] == "python3"
    written(course, [ANSWER, WRONG])
    said = refused(course)
    assert f"{NAME} was not released" in said
    assert "cell mean-test, line 1: assert mean([1, 2, 6]) == 4" in said
    assert there == {path: path.read_bytes() for path in (course / "build").rglob("*") if path.is_file()}

    written(course, [ANSWER, RIGHT], kernelspec=mine)
    monkeypatch.setattr(try_out, "complaints", lambda *_: pytest.fail("it has not changed"))
    release.main(["--into", str(course / "build")])


def test_one_assignment_that_is_refused_stops_no_other(course, capfd):
    written(course, [ANSWER, RIGHT], name="B")
    written(course, [ANSWER, RIGHT], name="A", notebook="aux")
    assert "Windows keeps this name for a device" in refused(course)
    assert (course / "build" / "release" / "B" / "Own.ipynb").exists()
    assert not (course / "build" / "release" / "A").exists()
    assert "Traceback" not in "".join(capfd.readouterr())


IMPORT = "import no_such_package as pd"
FRAME = "def mean(values):\n    ### BEGIN SOLUTION\n    return pd.Series(values).mean()\n    ### END SOLUTION"


@pytest.mark.parametrize(
    "cells",
    [
        [cell("setup", IMPORT), cell("mean", FRAME, solution=True), RIGHT],
        [cell("mean", f"{IMPORT}\n{FRAME}", solution=True), RIGHT],
        [cell("mean", FRAME.replace("return", f"{IMPORT}; return"), solution=True), RIGHT],
        [ANSWER, graded("mean-test", f"{IMPORT}\nassert mean([1, 2, 6]) == 3")],
    ],
    ids=["set-up", "answer", "function", "test"],
)
def test_a_package_that_is_not_installed_is_named(course, cells):
    written(course, cells)
    said = refused(course)
    assert "The notebook imports no_such_package, which is not installed on this machine" in said
    assert "Define the name" not in said


WHOLE = "### BEGIN SOLUTION\ndef half(x):\n    return x / 2\n### END SOLUTION"
QUARTER = "def quarter(x):\n    ### BEGIN SOLUTION\n    return half(half(x))\n    ### END SOLUTION"


def test_a_test_that_replaces_a_function_whose_definition_is_not_shown_says_what_to_show(course):
    test = "half = lambda x: x - 1\nassert quarter(8) == 6"
    answers = [cell("half", WHOLE, solution=True), cell("quarter", QUARTER, solution=True)]
    written(course, [*answers, graded("quarter-test", test)])
    said = refused(course)
    assert "no cell of the release defines it" in said
    assert "Show the line that defines `half`" in said
    shown = cell("half", "def half(x):\n    ### BEGIN SOLUTION\n    return x / 2\n    ### END SOLUTION", solution=True)
    written(course, [shown, answers[1], graded("quarter-test", test)])
    release.main(["--into", str(course / "build")])


@pytest.mark.parametrize("name", ["HW (1)", "HW [1]", "a+b", "-x", "U\u0308bung", "nul.txt", "x.", "n" * 81])
def test_a_name_that_some_system_cannot_bear_is_refused(name, course):
    written(course, [ANSWER, RIGHT], name=name)
    assert "cannot be an assignment's or notebook's name" in refused(course)


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
        {"kernelspec": {"name": "julia-1.10"}},
        {"kernelspec": {"name": "myenv"}, "language_info": {"name": "octave"}},
    ],
)
def test_a_notebook_in_another_language_is_refused(metadata, course):
    written(course, [ANSWER, RIGHT], **metadata)
    assert "only Python is graded here" in refused(course)


def test_two_notebooks_in_one_assignment_are_refused(course):
    written(course, [ANSWER, RIGHT])
    written(course, [ANSWER, RIGHT], notebook="Other")
    assert "holds 2 notebooks, and an assignment is a folder with one in it" in refused(course)


def test_what_is_no_notebook_is_refused(course):
    written(course, [ANSWER, RIGHT]).write_text("no JSON")
    assert "Own.ipynb is no notebook" in refused(course)


def test_a_folder_that_nbgrader_takes_for_a_pattern_is_refused(course, monkeypatch):
    monkeypatch.setattr(release, "ROOT", course / "[2026] dnn")
    assert "rename the folder, or clone into another one" in refused(course)
