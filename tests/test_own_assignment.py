"""The example of an assignment of one's own (tools/own_assignment.md), from the release to feedback and sheets."""

import csv
import json
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from test_try_out import cell, written

from graders import export
from graders.engine import course as grading
from graders.engine import feedback, fork_server, gradebook
from tools import release
from tools.reports.cells import without_marks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="grading needs Linux or macOS")
ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "tools" / "own_assignment.md").read_text(encoding="utf-8")
NAME = "W9A1-Means"
SECTION = re.compile(r"^## `([\w-]+)`: (.*?)\n(.*?)```(python|markdown)\n(.*?)```$", re.MULTILINE | re.DOTALL)

ALL_RIGHT = {
    "mean": "def mean(values):\n    return sum(values) / max(len(values), 1)",
    "why": "It is a convention.",
    "middle": "def middle(values):\n    return sorted(values)[len(values) // 2]",
}
PARTLY = {
    **ALL_RIGHT,
    "mean": "def mean(values):\n    print('asked', values)\n    return sum(values) / len(values) if values else None",
}
NO_BONUS = {**ALL_RIGHT, "middle": "def middle(values):\n    return values[0]"}


def cells_of_the_page():
    yield cell("title", "# Means", "markdown")
    for name, heading, _, language, source in SECTION.findall(PAGE):
        points = re.search(r"(\d+) points", heading)
        kind = {"grade": True, "points": int(points[1])} if points else {}
        answer = "answer" in heading
        tags = ["bonus"] if "tag `bonus`" in heading else []
        new = "code" if language == "python" else "markdown"
        yield cell(name, source.rstrip(), new, tags, solution=answer, locked=not answer, **kind)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The folder of a course in which three students' work is graded."""
    top = tmp_path_factory.mktemp("own")
    for name in ("nbgrader_config.py", "environment.yml", "LICENSE", "LICENSE-TEXT", "NOTICE"):
        shutil.copy(ROOT / name, top)
    written(top, list(cells_of_the_page()), name=NAME, notebook="Means")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "ROOT", top)
        patch.setattr(release, "NOTEBOOKS", top / "notebooks")
        patch.setattr(gradebook, "ROOT", top)
        release.main(["--into", str(top / "build")])
        for student, answers in {"ada": ALL_RIGHT, "bob": PARTLY, "eve": NO_BONUS}.items():
            nb = nbformat.read(top / "build" / "release" / NAME / "Means.ipynb", 4)
            for each in nb.cells:
                each.source = answers.get(each.id, each.source)
            folder = top / "course" / "submitted" / student / NAME
            folder.mkdir(parents=True)
            nbformat.write(nb, folder / "Means.ipynb")
        said = []
        options = grading.Options(top / "course", [], release=top / "build" / "release", unsandboxed=True)
        assert grading.grade(options, said.append) == 0
        by_hand(top / "course")
        assert feedback.write_all(top / "course", [], say=said.append) == 0
        yield top / "course", "\n".join(said)
    fork_server.close_all()


def by_hand(course):
    """The instructor gives 2 of 3 points for each essay, in formgrader."""
    with gradebook.opened(course) as records:
        for submission in records.book.assignment_submissions(NAME):
            for grade in submission.notebooks[0].grades:
                if grade.name == "why":
                    grade.manual_score, grade.needs_manual_grade = 2, False
        records.book.db.commit()


def page(course, student):
    return (course / "feedback" / student / NAME / "Means.html").read_text(encoding="utf-8")


def test_the_release_shows_neither_solution_nor_hidden_case(graded):
    text = (graded[0].parent / "build" / "release" / NAME / "Means.ipynb").read_text()
    assert "sorted(values)" not in text
    assert "convention" not in text
    assert "[-1, 1]" not in text
    assert json.loads(text)["cells"][-1]["metadata"]["bonus"] == 2


def test_a_bonus_lies_outside_the_maximum_on_the_page_and_in_the_summary(graded):
    course, said = graded
    assert "8 of 7 points, 2 of them bonus" in page(course, "ada")
    assert "2 of 2, as a bonus" in page(course, "ada")
    assert "<h1>W9A1-Means: 6 of 7 points</h1>" in page(course, "eve")
    assert "0 of 2, as a bonus" in page(course, "eve")
    assert 'class="verdict wrong" id="middle-test"' in page(course, "eve"), "a test that is not passed looks so"
    assert "of 4 and a bonus of up to 2: lowest 4, quarter" in said


def test_partial_credit_comes_with_its_reason_and_without_the_hidden_case(graded):
    text = page(graded[0], "bob")
    assert "3 of 4" in text
    assert "right on 3 of 4 cases" in text
    assert "asked [" not in text, "what the student's code prints could quote a hidden case"


def test_the_sheets_have_the_bonus_above_the_maximum(graded):
    course, _ = graded
    with gradebook.opened(course) as records:
        assert records.book.find_assignment(NAME).max_score == 7
        words, rows = {}, {}
        for name, kind in export.SHEETS.items():
            sheet = kind(config=records.config, folder=str(course)).export(records.book)
            words[name], rows[name] = "\n".join(sheet.in_words()), list(csv.reader(sheet.path.open(encoding="utf-8")))
    first = dict(zip(rows["nbgrader"][0], rows["nbgrader"][1], strict=True))
    assert (first["student_id"], float(first["score"]), float(first["max_score"])) == ("ada", 8, 7)
    assert [line[-1] for line in rows["canvas"][1:]] == ["7", "8", "7", "6"]
    assert [line[-1] for line in rows["moodle"][1:]] == ["8", "7", "6"]
    assert all("1 of the grades is above the maximum, by a bonus or extra credit" in said for said in words.values())
    assert "Moodle" in words["moodle"]


def test_reports_know_an_essays_marks_from_headings():
    source = next(each for each in cells_of_the_page() if each.id == "why").source
    assert "###" not in without_marks(source)
    assert "a convention" in without_marks(source)
