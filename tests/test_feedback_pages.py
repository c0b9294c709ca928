"""What a feedback page shows of points, comments and hostile text; the command that writes the pages."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graders.__main__ import main
from graders.engine import feedback

ROOT = Path(__file__).resolve().parent.parent
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def cell(source="f = 1", outputs=(), kind="code", **nbgrader):
    found = {"cell_type": kind, "source": source, "metadata": {"nbgrader": nbgrader} if nbgrader else {}}
    return found | ({"outputs": list(outputs)} if kind == "code" else {})


def page(*cells, graded=None, **more):
    about = {"cells": list(cells), "metadata": more.pop("metadata", {})}
    return feedback.page(about, more.pop("student", "ada"), more.pop("assignment", "A1"), graded or {}, **more)


def grade(score, most=5.0, still_open=False, comment=None):
    return {"score": score, "max_score": most, "open": still_open, "comment": comment}


@pytest.mark.parametrize(
    ("found", "words"),
    [(grade(3.5), "3.5 of 5"), (grade(None), "0 of 5"), (grade(None, still_open=True), "not graded yet"),
     (grade(3.0, still_open=True), "3 of 5 so far, to be looked at again")],
)  # fmt: skip
def test_points_in_words(found, words):
    assert feedback.points(found) == words


def test_the_headline_is_the_sum_of_what_the_table_says():
    graded = {"f-test": grade(5.0), "essay": grade(2.0, still_open=True)}
    text = page(graded=graded)
    assert "A1: 7 of 10 points so far" in text
    assert "5 of 5" in text
    assert "2 of 5 so far" in text


def test_a_comment_may_hold_markdown_and_formulas():
    text = page(cell(kind="markdown", grade_id="essay"), graded={"essay": grade(1, comment="**Why** is $x^2$ > 0?")})
    assert "<strong>Why</strong>" in text
    assert "<math" in text


def test_a_failed_test_looks_failed_though_it_is_worth_nothing():
    failed = {"output_type": "error", "ename": "NotYet", "evalue": "not yet", "traceback": []}
    mine = {"grade_id": "f-test", "grade": True, "solution": False}
    text = page(cell(outputs=[failed], **mine), graded={"f-test": grade(0.0, 0.0)})
    assert 'class="verdict wrong"' in text
    assert text.count("0 of 0, not passed") == 2, "in the table on top, and below its cell"
    text = page(cell(**mine), graded={"f-test": grade(0.0, 0.0)})
    assert 'class="verdict wrong"' not in text
    assert "not passed" not in text


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, [name for name, _ in attributes]))


def test_nothing_that_is_handed_in_or_named_becomes_markup():
    outputs = [
        {"output_type": "stream", "text": ATTACK}, {"output_type": "error", "evalue": ATTACK, "traceback": [ATTACK]},
        *({"output_type": "display_data", "data": {mime: ATTACK}} for mime in
          ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml")),
    ]  # fmt: skip
    cells = [cell(ATTACK, outputs, grade_id=ATTACK, grade=True, solution=True)]
    cells += [cell(ATTACK, kind=kind) for kind in ("markdown", "raw")]
    about = {"notes": [ATTACK], "unread": ATTACK}
    graded = {ATTACK: grade(1, comment=ATTACK)}
    text = page(*cells, graded=graded, metadata=about, student=ATTACK, assignment=ATTACK, notes=[ATTACK])
    tags = Tags(text).found
    assert "script" not in [tag for tag, _ in tags]
    assert not [name for _, names in tags for name in names if name.startswith("on")]


def test_who_is_no_longer_in_the_gradebook_stops_nobody(tmp_path, capsys):
    left = tmp_path / "autograded" / "stranger" / "A1"
    left.mkdir(parents=True)
    (tmp_path / "submitted").mkdir()
    (left / "n.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    assert main(["feedback", "--course", str(tmp_path)]) == 0
    assert f"it is in autograded/, and not in the gradebook. Remove {left}" in capsys.readouterr().out
    assert main(["feedback", "W9", "--course", str(tmp_path)]) == 2
    assert "no assignment W9" in capsys.readouterr().err


def test_a_reader_that_has_read_enough_is_no_error(tmp_path):
    (tmp_path / "roster.csv").write_text("id,name\n" + "".join(f"s{i},A B\n" for i in range(10)))
    command = f'"{sys.executable}" -m graders roster "{tmp_path}/roster.csv" --course "{tmp_path}" | true'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert "BrokenPipe" not in done.stderr
