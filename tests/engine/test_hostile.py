"""Every submission of the hostile class gets the points that it must get, and its honest neighbour full ones."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from engine_course import (
    POINTS,
    caged,
    cell,
    entries,
    grade,
    graders,
    hand_in,
    honest,
    readable_python,
    release,
    scores,
    why_not,
)
from hostile import CASES
from test_markdown import Live, stock

from graders.engine import instructor
from graders.engine.outputs import as_released

pytestmark = pytest.mark.skipif(why_not() is not None, reason=f"hostile code is not run here: {why_not()}")
SYSTEM = [name for name in CASES if "look" in name or "trace" in name or "bomb" in name or "left" in name]
SYSTEM += ["reaches-the-network", "leaves-its-namespaces", "writes-everywhere", "kills-everything", "endless-function"]
UNPRIVILEGED = 61234


def graded_class(top, cases, user=None):
    """Hand in each case, an honest submission after each, and grade them all in one run."""
    top.chmod(0o755)
    course = top / "course"
    course.mkdir()
    release(top, f"sqlite:///{course / 'gradebook.db'}")
    for number, name in enumerate(cases):
        CASES[name][0](course, f"{number:03}-{name}")
        hand_in(course, f"{number:03}-{name}-neighbour", honest())
    if user:
        subprocess.run(["chown", "-R", f"{user}:{user}", str(top)], check=True)
    before = readable_python() if user else ""
    done = grade(course, user=user, before=before)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-3000:]
    done = graders("feedback", "--course", course, user=user, before=before)
    assert done.returncode == 0, done.stderr[-3000:]
    return course, {name: f"{number:03}-{name}" for number, name in enumerate(cases)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return graded_class(tmp_path_factory.mktemp("hostile"), list(CASES))


@pytest.fixture(scope="module")
def unprivileged():
    # Not below pytest's own folder, which every run of pytest closes to other users again.
    with tempfile.TemporaryDirectory(prefix="unprivileged-") as top:
        yield graded_class(Path(top), SYSTEM, user=UNPRIVILEGED)


def check(course, students, name):
    found = entries(course)
    entry, expected = found[students[name]], CASES[name][1]
    got = scores(entry)
    for test, points in expected.items():
        assert got[test] in (points if isinstance(points, set) else {points}), (got, entry)
    assert scores(found[f"{students[name]}-neighbour"]) == POINTS, "the neighbour was harmed"
    assert entry["problem"] is None
    assert entry["sandbox"] == "bubblewrap"
    page = (course / "feedback" / students[name] / "P1" / "p.html").read_text(encoding="utf-8")
    graded = json.loads((course / "autograded" / students[name] / "P1" / "p.ipynb").read_text(encoding="utf-8"))
    outputs = json.dumps(
        [[o for o in cell.get("outputs", []) if not instructor.is_note(o)] for cell in graded["cells"]]
    )
    said = outputs + json.dumps([{**v, "for_instructor": ""} for v in entry["verdicts"].values()])
    assert "FOUND" not in said, said[said.index("FOUND") :][:500]
    if "print('looked')" in json.dumps(graded):
        assert "looked" in outputs, "the case did not run to its end"
    sources = "".join(as_released(cell) for cell in graded["cells"])
    for hidden in ("secret_input", "hidden words", "HIDDEN TESTS"):
        assert hidden not in said + sources + page
    assert nothing_live(page)
    for each in graded["cells"]:
        if each["cell_type"] != "code":
            assert Live(each["source"]).found == []
        if each["cell_type"] == "markdown":
            assert all(Live(stock(part)).found == [] for part in in_parts(each["source"]))


def in_parts(text, size=5000):
    """A long text in parts: for some, nbconvert's renderer takes a time that grows with the square of the length."""
    return [text[start : start + size] for start in range(0, len(text), size)] if len(text) > 20_000 else [text]


def nothing_live(page):
    allowed = {"style", "meta", "math"}  # ours
    assert [found for found in Live(page).found if found not in allowed] == []
    assert "script-src" not in page
    assert "default-src 'none'" in page
    return True


@pytest.mark.parametrize("name", CASES)
def test_hostile(hostile, name):
    check(*hostile, name)


@pytest.mark.skipif("__import__('os').getuid() != 0", reason="this is an unprivileged user already")
@pytest.mark.parametrize("name", SYSTEM)
def test_as_an_unprivileged_user(unprivileged, name):
    check(*unprivileged, name)


def test_nothing_is_left_running(course):
    """When the grader ends, so has everything that the submissions started: counted from the outer namespace."""
    for name in ("children-left-behind", "fork-bomb", "endless-and-deaf", "closed-descriptors"):
        CASES[name][0](course, name)
    count = "set -- /proc/[0-9]*; echo $#"  # by the shell alone: commands would count themselves
    grading = [sys.executable, "-m", "graders", "grade", "--course", course, "--release", course.parent / "release"]
    command = " ".join(map(str, [*grading, "--cell-seconds", 3, "--memory", 600]))
    done = caged(["sh", "-c", f"{count}; {command} >/dev/null 2>&1; echo graded $?; sleep 1; {count}"])
    before, graded, after = done.stdout.split("\n")[:3]
    assert graded == "graded 0"
    assert after == before


LOOK_FOR = """import importlib, pathlib
for name in {answers}:
    try:
        importlib.import_module(name)
        print('FOUND', name)
    except ImportError:
        pass
    for top in ('/', '/course', '/opt/engine', '/submission'):
        path = pathlib.Path(top, name.replace('.', '/') + '.py')
        if path.exists(): print('FOUND', path)
print('looked')"""


def test_no_reference_can_be_imported(tmp_path, built):
    """From the sandbox of an assignment of the course: none of the modules that answer it, not even by their path."""
    from tests.sample_class.table import Student
    from tools import declared, demo

    assignment = "W1A3-Gradient_Checking"  # its key is built in the shortest time
    released = built(assignment) / "release"
    answers = [
        *declared.declared(assignment, demo.ROOT)["answers"],
        "graders.build_key",
        "graders.exercise",
        "tools.demo",
    ]
    look = LOOK_FOR.format(answers=answers)
    course = tmp_path / "course"
    (path,) = (released / assignment).glob("*.ipynb")
    student = Student("every exercise right")
    notebook = demo.submission(path, demo.answers(assignment, student))
    notebook.cells.insert(0, cell("look", look))
    folder = course / "submitted" / "perfect" / assignment
    folder.mkdir(parents=True)
    (folder / path.name).write_text(json.dumps(notebook))
    done = graders("grade", "--course", course, "--release", released)
    assert done.returncode == 0, done.stderr
    graded = (course / "autograded" / "perfect" / assignment / path.name).read_text()
    outputs = json.dumps([c.get("outputs") for c in json.loads(graded)["cells"]])
    assert "looked" in outputs
    assert "FOUND" not in outputs, outputs
    assert scores(entries(course)["perfect"]) == demo.expected(assignment, student)
