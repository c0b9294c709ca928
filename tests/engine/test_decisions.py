"""Whatever a run decides on somebody's behalf is said twice: in its summary and on that student's page.

The class below needs one decision of each kind. DECISIONS lists them: who it is about, what the summary says, and what
the page says. Whoever makes grading decide something new adds a line.
"""

import contextlib
import html
import io
import json
import os
import re
import shutil
import sys
import time
import zipfile
from datetime import datetime
from types import SimpleNamespace

import engine_course
import pytest
from engine_course import ASSIGNMENT, NOTEBOOK, cell, hand_in, honest, notebook, source_cells
from hostile import changed

from graders.engine import collected, decisions, extensions, feedback, gradebook
from graders.engine import course as courses
from graders.engine.process import Limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")
DUE = datetime(2026, 3, 1, 12)
ESSAY = "YOUR ANSWER HERE"  # what nbgrader leaves of a cell of text

RELEASED = "def square(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"

# student, in the summary, on the page
DECISIONS = [
    ("copy", "note: copy: p (1).ipynb counts, and not p.ipynb", "p (1).ipynb counts, and not p.ipynb"),
    ("renamed", "note: renamed: my work.ipynb counts as p.ipynb", "my work.ipynb counts as p.ipynb"),
    ("unreadable-time", "no time that can be read (last tuesday)", "so it counts as handed in on time"),
    ("same-work-again", "note: same-work-again: the same work was handed in again", "the first time counts"),
    ("passed-over", "failed and was passed over", "import nowhere_at_all` failed and was passed over"),
    ("own-cell", "cell square is as it was released, so the cell of your own", "the cell of your own that defines"),
    ("slow", "note: slow: cell total: stopped after 2 seconds", "cell total: stopped after 2 seconds"),
    ("no-notebook", "nothing to grade, so no points: no-notebook", "What was handed in could not be graded"),
    ("nothing-written", "nothing is written in essay, so no points:", "No response."),
    ("experiments", "the whole notebook was run", "a test missed a name that an experiment defines"),
    ("late", "late by 1 day (-12 points)", "12 points, less 12 because it was late."),
    ("late", "late by 1 day (-12 points)", "handed in 1 day after the deadline: -12 points"),
    ("longer", "extended: longer until 2026-03-03 12:00 UTC", "your deadline was put off, to 2026-03-03 12:00:00 UTC"),
    ("two", "by-hand-two); one (one, two)", "handed in by one, and graded once for all of the group: one, two"),
    ("one", "group G: what one handed in counts, and not two", "what two handed in does not count"),
    ("by-hand-two", "graded by hand for one of by-hand-one, by-hand-two, so for all: essay", "graded once for all"),
    ("helper", "note: helper: beside the notebook, not used in grading: helper.py", "not used in grading: helper.py"),
    ("helper", "helper.py, large.csv (at most 100 files of data and 20 MB are)", "helper.py, large.csv (at most 100"),
    ("helper", "note: helper: left out of what was handed in: cell essay. A cell", "left out of what was handed in"),
    ("deleted", "put back as released: total-test", "missing in what was handed in, and put back as released"),
    ("edited", "changed in what was handed in, and graded as released: total-test", "graded as released: total-test"),
    ("twice", "cell square is there more than once", "the last copy that was worked on above its test counts"),
    ("other", "no exercise of p.ipynb is in what was handed in", "is it another notebook?"),
    ("early", "total-test is worth 5 points, and was 2", "total-test is worth 5 points, and was 2"),
    ("early", "added: cube-test (4 points)", "added: cube-test (4 points)"),
    ("early", "removed: answer-test (1 points)", "answer-test is no longer graded; it had 1 points"),
    ("early", "; early 8, and had 6", "8 points by the tests, and 6 before"),
    ("zipped", "note: zipped: the notebook is read from all of it.zip", "the notebook is read from all of it.zip"),
    ("renamed", "collected: renamed: work.ipynb was collected", "work.ipynb was collected as p.ipynb"),
    ("two", "collected: one: handed in late, says Canvas", "handed in late, says Canvas"),
    ("picture", "note: picture: cell essay: a picture is left out: it is no", "a picture is left out: it is no PNG"),
    ("gone", "gone from submitted/, and its grade stays: gone", "is not there any more: its grade of"),
]  # fmt: skip


def essay(text=ESSAY):
    return cell("essay", text, kind="markdown", grade=True, solution=True, points=2)


def first_version():
    return [*source_cells(), essay()]


def second_version():
    """A test is gone, one is new, one is worth more."""
    cube = "def cube(x):\n    ### BEGIN SOLUTION\n    return x**3\n    ### END SOLUTION"
    cells = [each for each in first_version() if not each["id"].startswith("answer")]
    cells[4:4] = [
        cell("cube", cube, solution=True),
        cell("cube-test", "assert cube(3) == 27", grade=True, locked=True, points=4),
    ]
    next(each for each in cells if each["id"] == "total-test")["metadata"]["nbgrader"]["points"] = 5
    return cells


def with_attachment(cells):
    next(each for each in cells if each["id"] == "essay")["attachments"] = {"a.png": {"image/png": "bm9uZQ=="}}
    return cells


def cells_of(student):
    """What a student of the class hands in."""
    own = cell("mine", "def square(x):\n    return x * x")
    special = {
        "passed-over": lambda: changed(imports="import numpy as np\nimport nowhere_at_all"),
        "own-cell": lambda: [*changed(square=RELEASED), own],
        "slow": lambda: changed(total="import time\ntime.sleep(60)"),
        "experiments": lambda: changed(
            square="def square(x):\n    return helper(x)", play="def helper(x):\n    return x * x"
        ),
        "by-hand-one": lambda: changed(essay="My own words."),
        "deleted": lambda: [each for each in honest() if each["id"] != "total-test"],
        "edited": lambda: changed(**{"total-test": "assert True"}),
        "twice": lambda: [*honest()[:2], cell("square", "def square(x):\n    return 7", solution=True), *honest()[1:]],
        "helper": lambda: changed(essay=f"![a screenshot](data:image/png;base64,{'A' * (1 << 20)})"),
        "picture": lambda: with_attachment(changed(essay="![a](attachment:a.png)")),
        "other": lambda: [cell("f", "def f(x):\n    return x")],
    }
    return special.get(student, honest)()


def stamped(folder, text):
    (folder / "timestamp.txt").write_text(text)


def first_run(course):
    for name in ("early", "gone", "same-work-again", "by-hand-one"):
        stamped(hand_in(course, name, cells_of(name)), "2026-02-01 12:00:00 UTC")
    (course / "groups.csv").write_text("group,student\nG,one\nG,two\nH,by-hand-one\nH,by-hand-two\n")
    assert courses.grade(options(course)) == 0
    with gradebook.opened(course) as records:
        grade = records.book.find_grade("essay", NOTEBOOK, ASSIGNMENT, "by-hand-one")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        records.book.db.commit()
        records.set_due(ASSIGNMENT, DUE)
        extensions.write(course, "longer", ASSIGNMENT, "2d")


def second_run(course):
    time.sleep(1)  # the log and the changes have whole seconds: what changes in that of the first grade is not after it
    shutil.rmtree(course / "submitted" / "gone")
    stamped(course / "submitted" / "same-work-again" / ASSIGNMENT, "2026-03-09 12:00:00 UTC")
    for name in ("passed-over", "own-cell", "slow", "experiments", "nothing-written", "copy", "two"):
        stamped(hand_in(course, name, cells_of(name)), "2026-02-01 12:00:00 UTC")
    stamped(hand_in(course, "one", honest()), "2026-02-02 12:00:00 UTC")
    hand_in(course, "copy", changed(square=RELEASED))
    hand_in(course, "copy", honest(), name=f"{NOTEBOOK} (1).ipynb")
    hand_in(course, "renamed", honest(), name="my work.ipynb")
    with zipfile.ZipFile(hand_in(course, "zipped", b"a,b", name="data.csv") / "all of it.zip", "w") as archive:
        archive.writestr(f"{ASSIGNMENT}/{NOTEBOOK}.ipynb", json.dumps(notebook(honest())))
    folder = hand_in(course, "helper", cells_of("helper"))
    (folder / "helper.py").write_text("x = 1")
    (folder / "large.csv").touch()
    os.truncate(folder / "large.csv", (20 << 20) + 1)
    for name in ("deleted", "edited", "twice", "other"):
        hand_in(course, name, cells_of(name))
    hand_in(course, "no-notebook", b"this is none")
    hand_in(course, "picture", cells_of("picture"))
    told = {"renamed": ["work.ipynb was collected as p.ipynb"], "one": ["handed in late, says Canvas"]}
    collected.write(course, ASSIGNMENT, told)
    stamped(hand_in(course, "unreadable-time", honest()), "last tuesday")
    for name in ("late", "longer"):
        stamped(hand_in(course, name, honest()), "2026-03-02 12:00:00 UTC")
    assert courses.grade(options(course)) == 0


def options(course):
    release, limits = course.parent / "release", Limits(cell_seconds=2)
    return courses.Options(course, [], release, unsandboxed=True, limits=limits)


def in_our_folder(configuration, course):
    """nbgrader's configuration, with the sources beside the course, and a penalty."""

    def changed_configuration(*arguments):
        config = configuration(*arguments)
        config.CourseDirectory.root, config.CourseDirectory.source_directory = str(course.parent), "source"
        config.CourseDirectory.submitted_directory = "course/submitted"
        config.LateSubmissionPlugin.penalty_method = "zero"
        return config

    return changed_configuration


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """(the summaries of two runs, {student: the page's text})."""
    course = tmp_path_factory.mktemp("decisions") / "course"
    (course / "submitted").mkdir(parents=True)
    lines = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gradebook, "configuration", in_our_folder(gradebook.configuration, course))
        for version, run in ((first_version, first_run), (second_version, second_run)):
            patch.setattr(engine_course, "source_cells", version)
            shutil.rmtree(course.parent / "release", ignore_errors=True)
            engine_course.release(course.parent, f"sqlite:///{course.parent}/elsewhere{version.__name__}.db")
            with contextlib.redirect_stdout(io.StringIO()) as out:
                run(course)
            lines.append(out.getvalue())
        assert feedback.write_all(course, [], say=lines.append) == 0
    pages = course.glob(f"feedback/*/{ASSIGNMENT}/{NOTEBOOK}.html")
    return "\n".join(lines), {path.parts[-3]: text_of(path) for path in pages}


def text_of(path):
    return html.unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("student", "in_summary", "on_page"), DECISIONS)
def test_a_decision_stands_in_the_summary_and_on_the_page(said, student, in_summary, on_page):
    summary, pages = said
    assert in_summary in summary
    assert on_page in pages[student]
    elsewhere = [name for name in pages if name not in {student, "one", "two", "by-hand-one", "by-hand-two"}]
    if on_page.startswith(("handed in", "your deadline", "12 points, less")):
        assert not any(on_page in pages[name] for name in elsewhere), "it is about nobody else"


def test_where_nothing_was_decided_the_page_says_nothing(course):
    hand_in(course, "ada", honest())
    assert courses.grade(options(course)) == 0
    assert feedback.write_all(course, []) == 0
    assert "In grading" not in text_of(course / "feedback" / "ada" / ASSIGNMENT / f"{NOTEBOOK}.html")


def test_a_wrong_test_costs_nobody_anything_and_both_say_so(course, capsys, monkeypatch):
    monkeypatch.setattr(gradebook, "configuration", in_our_folder(gradebook.configuration, course))
    path = course.parent / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    path.write_text(path.read_text().replace("assert total([]) == 0", "assert total([]) == 1"))
    for name in ("ada", "ben"):
        hand_in(course, name, honest())
    assert courses.grade(options(course)) == 1
    said = capsys.readouterr().out
    assert "the course's own solution fails total-test, so nobody gets a zero for it" in said
    assert "ungraded: ada, ben: total-test: the course's own solution fails this test" in said
    assert "to be graded by hand" not in said
    assert feedback.write_all(course, []) == 0
    assert "This is not a zero" in text_of(course / "feedback" / "ben" / ASSIGNMENT / f"{NOTEBOOK}.html")


def test_what_changed_is_later_also_on_the_night_when_the_clocks_go_back():
    """Half past two comes twice: the second is the later one, whatever the hands say."""
    change = {"time": "2026-10-25T02:10:00+0100", "changed": ["a-test is worth 8 points"], "removed": []}
    course = SimpleNamespace(changes={"A": [change]})
    assert len(list(decisions.Decisions.of_changes(course, "ada", "A", "2026-10-25T02:50:00+0200"))) == 1
    assert not list(decisions.Decisions.of_changes(course, "ada", "A", "2026-10-25T02:50:00+0100"))
