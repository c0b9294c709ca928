"""nbgrader's own tests, which are installed with it, with our configuration: what its users expect holds here, too.

The modules are those whose tests run code of ours: what grades, makes pages, releases and exports, and formgrader's
interface to all that. Left out are nbgrader's tests of the students' side of its exchange, of its database and models,
and of its other commands, which never reach any; and those of zip_collect, whose plugins ours replace.
"""

import functools
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.commands import commands

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "tests" / "nbgrader_own"
MODULES = [
    "test_nbgrader_autograde",
    "test_nbgrader_generate_feedback",
    "test_nbgrader_releasefeedback",
    "test_nbgrader_fetchfeedback",
    "test_nbgrader_export",
    "test_nbgrader_generate_assignment",
    "test_nbgrader_formgrade",
    "test_api",
]

# What must not pass, and why; graders/engine/README.md says the same at more length. PASSED_OVER: by nbgrader itself.
MUST_NOT_PASS = {
    "TestNbGraderAutograde.test_missing_source_kernelspec": "A source without a kernel is released as Python's, so the "
    "name of the kernel on a student's machine loses nobody their work",
    "TestNbGraderAutograde.test_incorrect_source_kernelspec": "A source that is not Python's could not be graded, and "
    "is not even released",
}
PASSED_OVER = {
    "TestNbGraderAutograde.test_many_students",
    "TestNbGraderAutograde.test_infinite_loop_with_output",
    "TestNbGraderAPI.test_get_released_assignments_windows",
}


def configured(folder):
    """The environment in which nbgrader reads our configuration, whatever folder it runs in. folder: an empty one."""
    (folder / "config").mkdir()
    shutil.copy(OURS / "nbgrader_config.py", folder / "config")  # Jupyter writes into its folder
    return {
        **os.environ,
        "REPOSITORY": str(ROOT),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "COURSE": str(folder / "course"),
        "HOME": str(folder),
        "USER": pwd.getpwuid(os.getuid()).pw_name,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(OURS)]),
    }


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """{test of nbgrader's: "passed", "skipped" or what it said when it failed}."""
    folder = tmp_path_factory.mktemp("nbgrader")
    report, environment = folder / "report.xml", configured(folder)
    modules = [f"nbgrader.tests.apps.{name}" for name in MODULES]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "made_once", "-p", "no:cacheprovider", f"--junitxml={report}",
         "--durations=12", "--pyargs", *modules],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    print(done.stdout[-3000:])
    assert done.returncode in (0, 1), done.stdout[-4000:] + done.stderr[-2000:]
    return {
        f"{case.get('classname').rpartition('.')[2]}.{case.get('name')}": outcome(case)
        for case in ElementTree.parse(report).iter("testcase")
    }


def outcome(case):
    trouble = next((found for kind in ("failure", "error", "skipped") for found in case.iter(kind)), None)
    if trouble is None:
        return "passed"
    return "skipped" if trouble.tag == "skipped" else trouble.text


def test_what_nbgraders_users_expect(outcomes):
    failed = {name: said for name, said in outcomes.items() if said not in ("passed", "skipped")}
    assert failed.keys() == MUST_NOT_PASS.keys(), "\n\n".join(
        f"{name}:\n{said[-3000:]}" for name, said in failed.items() if name not in MUST_NOT_PASS
    )
    assert {name for name, said in outcomes.items() if said == "skipped"} == PASSED_OVER
    assert len(outcomes) > 120


SUM = "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6"
SQUARES = """def squares(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    return [i**2 for i in range(1, n + 1)]"""
RIGHT = {"squares": SQUARES, "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))"}
FULL = {
    "correct_squares": 1,
    "squares_invalid_input": 1,
    "correct_sum_of_squares": 0.5,
    "sum_of_squares_uses_squares": 0.5,
}


def test_quickstart(tmp_path):
    """nbgrader's example of a course, from `nbgrader quickstart` to feedback pages, in its own folder."""
    course = tmp_path / "course101"
    with commands(ROOT) as started:
        nbgrader = functools.partial(started.run, "nbgrader", cwd=course, env=configured(tmp_path))
        quickstart(course, nbgrader)


def quickstart(course, nbgrader):
    """nbgrader(*command, cwd) runs one of its commands, and returns what it says."""
    nbgrader("quickstart", "course101", cwd=course.parent)
    nbgrader("generate_assignment", "ps1")
    for student, answers in {"ada": RIGHT, "ben": RIGHT | {"sum_of_squares": SUM}, "cy": {}}.items():
        hand_in(course, student, answers)
    said = nbgrader("autograde", "ps1")
    assert "not graded" not in said, said
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "course101") as book:
        scores = {
            one.student.id: {g.name: g.auto_score for n in one.notebooks for g in n.grades if g.name in FULL}
            for one in book.assignment_submissions("ps1")
        }
    assert scores == {
        "ada": FULL,
        "ben": FULL | {"sum_of_squares_uses_squares": 0},  # its own formula
        "cy": dict.fromkeys(FULL, 0),
    }
    nbgrader("generate_feedback", "ps1")
    page = (course / "feedback" / "ada" / "ps1" / "problem1.html").read_text(encoding="utf-8")
    assert "sum_of_squares_uses_squares" in page


def hand_in(course, student, answers):
    """The released notebooks with some answers in them."""
    folder = course / "submitted" / student / "ps1"
    shutil.copytree(course / "release" / "ps1", folder)
    path = folder / "problem1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    nbformat.write(notebook, path)
