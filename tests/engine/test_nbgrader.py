"""Stock `nbgrader autograde` goes through the same engine, and what it does before that runs.

Formgrader's button: jupyterlab/test_instructor.py.
"""

import json
import os
import sys
from types import SimpleNamespace

import pytest
from engine_course import ASSIGNMENT, NOTEBOOK, POINTS, caged, entries, graders, hand_in, honest, scores, why_not
from hostile import CASES

from graders.engine import gradebook, plugin

hostile_code = pytest.mark.skipif(why_not() is not None, reason=f"hostile code is not run here: {why_not()}")
SAME = [
    "always-equal",
    "ast-transformer",
    "display-hook",
    "edited-test-cell",
    "duplicated-test-cell",
    "os-exit-in-a-solution",
    "deleted-test-cell",
    "modules-that-shadow",
    "kills-everything",
    "old-nbgrader-schema",
    "lone-surrogates",
    "looks-at-files",
    "warnings-and-stderr",
    "children-left-behind",
    "helper-in-an-experiment",
    "html-that-grows-when-it-is-cleaned",
    "brackets-that-stay-open",
    "markup-that-would-run",
    "megabytes-of-metadata",
    "markdown-that-takes-long",
    "pasted-pictures-that-are-bombs",
]

CONFIG = """
c = get_config()
c.CourseDirectory.root = {top!r}
c.CourseDirectory.db_url = "sqlite:///" + {top!r} + "/course/gradebook.db"
c.CourseDirectory.submitted_directory = "course/submitted"
c.CourseDirectory.autograded_directory = "course/autograded"
c.CourseDirectory.feedback_directory = "course/feedback"
c.Autograde.exporter_class = "graders.engine.plugin.Reader"
c.Autograde.sanitize_preprocessors = ["graders.engine.plugin.Repair"]
c.Autograde.autograde_preprocessors = ["graders.engine.plugin.Grade"]
c.CourseDirectory.release_directory = "release"
"""


def autograde(course, *more, command="autograde"):
    """Stock nbgrader's command on the plain course, with the engine's lines in its configuration."""
    top = course.parent
    (top / "nbgrader_config.py").write_text(CONFIG.format(top=str(top)))
    return caged([sys.executable, "-m", "nbgrader", command, ASSIGNMENT, *more], folder=top)


@hostile_code
def test_the_same_verdicts(course):
    """One run of the stock command on some of the hostile class."""
    for name in SAME:
        CASES[name][0](course, name)
    hand_in(course, "zoe", honest())
    done = autograde(course)
    found = entries(course)
    for name in SAME:
        assert scores(found[name]) == CASES[name][1], (name, done.stderr[-2000:])
        assert found[name]["sandbox"] == "bubblewrap"
    graded = gradebook.scores(course, ASSIGNMENT)
    assert graded == {**{name: CASES[name][1] for name in SAME}, "zoe": POINTS}
    written = graders("feedback", "--course", course)
    assert written.returncode == 0, written.stderr[-2000:]
    assert f"Feedback for {len(SAME) + 1} notebooks" in written.stdout
    for name in SAME:
        text = (course / "autograded" / name / ASSIGNMENT / f"{NOTEBOOK}.ipynb").read_text()
        outputs = json.dumps([cell.get("outputs") for cell in json.loads(text)["cells"]])
        assert "FOUND" not in outputs
        assert "secret_input" in text, "autograded/ is the instructor's"
        page = (course / "feedback" / name / ASSIGNMENT / f"{NOTEBOOK}.html").read_text()
        assert "secret_input" not in outputs + page


@hostile_code
def test_what_the_courses_own_solution_fails_is_nobodys_zero(course):
    source = course.parent / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    source.write_text(source.read_text().replace("abs(answer * answer - 2)", "abs(anwser * answer - 2)"))
    done = autograde(course, "--force", command="generate_assignment")
    assert done.returncode == 0, done.stderr
    hand_in(course, "zoe", honest())
    autograde(course)
    assert gradebook.scores(course, ASSIGNMENT)["zoe"] == {**POINTS, "answer-test": None}


def test_a_solution_that_is_corrected_excuses_nobody_any_more(monkeypatch, tmp_path):
    """Formgrader grades in one process, as long as JupyterLab runs: what the solution fails is found once for each."""
    release, tried = SimpleNamespace(assignment="A", notebook="n", digest="d", server_key="k"), []
    source = tmp_path / "A" / "n.ipynb"
    source.parent.mkdir()
    monkeypatch.setattr(plugin, "find_sandbox", lambda *_: True)
    monkeypatch.setattr(plugin, "failed_by_own", lambda *_: tried.append(source.read_text()) or {"t": tried[-1]})
    for solution in ("wrong", "corrected"):
        source.write_text(solution)
        for _ in range(2):
            assert plugin.Grade().how(release, tmp_path)["fails"] == {"t": solution}
    assert tried == ["wrong", "corrected"]


@hostile_code
def test_what_stock_nbgrader_does_before_any_code_of_ours(course):
    """It copies all that was handed in, and follows links: we can prevent neither. Notebooks it does not read."""
    folder = hand_in(course, "links", honest())
    (folder / "secret.txt").symlink_to(course / "gradebook.db")
    (folder / "numpy.py").write_text("raise SystemExit")
    hand_in(course, "invalid", b'{"cells": [')
    hand_in(course, "renamed", honest(), name="p (1).ipynb")
    newer = {"cells": honest(), "metadata": {}, "nbformat": 9, "nbformat_minor": 0}
    hand_in(course, "newer", json.dumps(newer).encode())
    odd = hand_in(course, "odd", honest())
    odd.parent.rename(os.fsdecode(os.fsencode(odd.parent) + b"\xff"))  # a name that is not UTF-8 stops nobody
    hand_in(course, "zoe", honest())
    done = autograde(course)
    graded = gradebook.scores(course, ASSIGNMENT)
    copied = course / "autograded" / "links" / ASSIGNMENT
    assert (copied / "secret.txt").read_bytes()[:6] == b"SQLite", "a link's target is copied"
    assert (copied / "numpy.py").exists(), "every file is copied, though none is imported"
    for dropped in ("invalid", "renamed"):
        assert dropped not in entries(course)
        assert set(graded[dropped].values()) == {None}
    assert graded["zoe"] == graded["links"] == graded["newer"] == POINTS
    assert done.returncode != 0
