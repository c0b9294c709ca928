"""What lies in autograded/, which is the instructor's, and what of it reaches a student."""

import json
import sys

import pytest
from engine_course import ASSIGNMENT, NOTEBOOK, POINTS, cell, entries, hand_in, honest, notebook, scores
from hostile import changed
from test_running_again import options

from graders.engine import autograded, feedback, outputs
from graders.engine import course as courses
from graders.engine.formgrader import Page
from graders.engine.job import Job, Result
from graders.engine.release import Release, released_cell
from graders.engine.student import FILES_WRITTEN, is_harmless

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")
EMPTY_ZIP = b"PK\5\6" + bytes(18)
SQUARE = "def square(x):\n    return x * x\n"
HIDDEN = "assert square(3) == 9\n### BEGIN HIDDEN TESTS\nassert square(4) == 16\n### END HIDDEN TESTS\nassert True"
SCHEME = "Part E\n=== BEGIN MARK SCHEME ===\none point for each formula\n=== END MARK SCHEME ===\n"


def graded(course, source):
    """The folder of a student whose answer cell has this source, and who got all points."""
    hand_in(course, "ada", changed(square=source))
    assert courses.grade(options(course)) == 0
    assert scores(entries(course)["ada"]) == POINTS
    return course / "autograded" / "ada" / ASSIGNMENT


def text_files(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.suffix != ".ipynb"}


def test_files_that_the_notebook_writes_are_kept(course):
    folder = graded(course, SQUARE + "open('result.csv', 'w').write('1,2')\nopen('old.txt', 'w').write('old')")
    assert text_files(folder).items() >= {"result.csv": "1,2", "old.txt": "old"}.items()
    assert not (course / "submitted" / "ada" / ASSIGNMENT / "result.csv").exists()
    found = text_files(graded(course, SQUARE + "open('result.csv', 'w').write('3,4')"))
    assert found["result.csv"] == "3,4"
    assert "old.txt" not in found, "what the work of before wrote is gone"


def test_files_that_were_handed_in_are_there_to_be_opened(course, monkeypatch):
    """And if a later run fails, nothing in the folder looks like what came of it."""
    hand_in(course, "ada", b"%PDF", "report.pdf")
    hand_in(course, "ada", b"<script>", "page.html")
    hand_in(course, "ada", b"png", "Photo (1).png")
    (course / "submitted" / "ada" / ASSIGNMENT / "link.pdf").symlink_to("/etc/passwd")
    folder = graded(course, SQUARE + "open('result.csv', 'w').write('1,2')")
    _, resources = Page().preprocess(None, {"metadata": {"path": str(folder)}})
    assert "page" not in resources["beside"]
    assert resources["beside"].count("<a ") == 3
    assert 'href="Photo%20%281%29.png"' in resources["beside"]
    (course / "submitted" / "ada" / ASSIGNMENT / "Photo (1).png").unlink()
    failed = Result(problem="a failure of ours")
    monkeypatch.setattr(courses.pool, "results", lambda jobs, options: ((job, failed) for job in jobs))
    assert courses.grade(options(course)) == 1
    assert {path.name for path in folder.iterdir()} == {"report.pdf", "submission_secret.txt"}


def test_files_of_two_notebooks_have_names_of_their_own():
    for mine, siblings, name in ("one", ["two"], "one-a.csv"), ("two", ["one"], "two-a.csv"), ("one", [], "a.csv"):
        release = Release("X", mine, [], EMPTY_ZIP, [], [], "", "", siblings)
        found = autograded.beside(Job("ada", release, {}, None, 1, False), Result(written={"a.csv": b"1"}))
        assert found == {name: b"1"}


def test_only_harmless_files_are_kept(course):
    names = [".hidden.txt", "page.html", "drawing.svg", "numpy.py", "q.ipynb", "submission_secret.txt", "a\u202eb.txt"]
    names += ["timestamp.txt", "-rf.txt", "a\nb.txt"]
    folder = graded(
        course,
        f"{SQUARE}import os\nfor name in {names} + ['kept.txt']:\n    open(name, 'w').write('theirs')\n"
        "os.symlink('/etc/passwd', 'link.txt')\nos.makedirs('folder.txt')\nopen('/tmp/up.txt', 'w').write('theirs')\n"
        "open('large.txt', 'w').write('x' * (6 << 20))",
    )
    assert {path.name for path in folder.iterdir()} == {f"{NOTEBOOK}.ipynb", "submission_secret.txt", "kept.txt"}
    assert "theirs" not in (folder / "submission_secret.txt").read_text()


def test_not_too_many_files_are_kept(course):
    folder = graded(course, f"{SQUARE}for number in range(99):\n    open(f'{{number}}.txt', 'w').write('1')")
    assert len(text_files(folder)) == FILES_WRITTEN + 1


@pytest.mark.parametrize(
    "name", ["../up.txt", "/up.txt", "a/b.txt", "", ".txt", "x.TXT/..", "Timestamp.txt", "a.ipynb", "数" * 83 + ".csv"]
)
def test_whatever_the_process_says_a_file_is_called(name):
    assert not is_harmless(name)


def test_the_instructor_sees_hidden_tests_and_no_student_does(course):
    folder = graded(course, SQUARE)
    sources = {each["id"]: each for each in json.loads((folder / f"{NOTEBOOK}.ipynb").read_text())["cells"]}
    assert "secret_input" in sources["square-test"]["source"]
    assert "secret_input" not in outputs.as_released(sources["square-test"])
    assert feedback.write_all(course, []) == 0
    page = (course / "feedback" / "ada" / ASSIGNMENT / f"{NOTEBOOK}.html").read_text()
    assert "the square of 3 is 9" in page
    for hidden in ("secret_input", "hidden words", "HIDDEN TESTS"):
        assert hidden not in page


@pytest.mark.parametrize("stock", [True, False])
def test_a_page_shows_what_was_released(stock):
    """Stock nbgrader says nothing in autograded/ of what was released."""
    made = [
        cell("square-test", HIDDEN.replace("### ", ""), grade=True, locked=True, points=3),
        cell("essay", SCHEME, kind="markdown", task=True, locked=True, points=4),
        cell("note", "My BEGIN HIDDEN TESTS stays.", kind="markdown"),
    ]
    if not stock:
        found = []
        for number, each in enumerate(made):
            one = released_cell(number, each)
            one.tests = one.source if each["metadata"] else ""
            one.source = outputs.HIDDEN.sub("", one.source) if each["metadata"] else one.source
            found.append((one, one.source, []))
        made = json.loads(outputs.graded_notebook(found, {}))["cells"]
        assert "square(4)" in made[0]["source"]
        assert "one point" in made[1]["source"]
    page = feedback.page({**notebook(made)}, "ada", ASSIGNMENT, {})
    assert "square(3)" in page
    assert "assert True" in page
    assert "Part E" in page
    assert "My BEGIN HIDDEN TESTS stays." in page
    assert not any(hidden in page for hidden in ("square(4)", "one point", "MARK SCHEME"))


def test_the_secret_is_the_one_that_was_handed_in(course):
    def handed(name, content):
        (hand_in(course, name, honest()) / "submission_secret.txt").write_bytes(content)

    handed("ada", b"a" * 128)
    handed("ben", b"\xff\n../../x" * 9)
    hand_in(course, "cy", honest())
    (hand_in(course, "dee", honest()) / "submission_secret.txt").symlink_to("/etc/passwd")
    assert courses.grade(options(course)) == 0
    assert feedback.write_all(course, []) == 0
    secrets = {}
    for name in ("ada", "ben", "cy", "dee"):
        secrets[name] = (course / "feedback" / name / ASSIGNMENT / "submission_secret.txt").read_text()
        assert (course / "autograded" / name / ASSIGNMENT / "submission_secret.txt").read_text()
        assert (course / "feedback" / name / ASSIGNMENT / "timestamp.txt").exists()
    assert secrets.pop("ada") == "a" * 128
    assert all(len(secret) == 128 and secret.isalnum() for secret in secrets.values())
    assert len(set(secrets.values())) == 3
    assert feedback.write_all(course, []) == 0
    assert autograded.secret_in(course / "feedback" / "cy" / ASSIGNMENT) == secrets["cy"], "it stays the same"
