"""Hints in grading: they are searched in the student's process, and their words are ours."""

import json
import sys

import pytest
from engine_course import cell, notebook

from graders.checks import hints
from graders.engine import protocol, sandbox
from graders.engine.grade_one import grade_one
from graders.engine.job import Job
from graders.engine.release import read_release
from graders.engine.wording import Wording

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")

VISIBLE = "assert mean([1, 2, 6]) == 3"
HIDDEN = f"{VISIBLE}\n### BEGIN HIDDEN TESTS\nassert mean([5, 6, 10]) == 7\n### END HIDDEN TESTS"


@pytest.fixture(scope="module")
def grade(tmp_path_factory):
    """grade(solution): the Verdict on it by a plain test, of which a student has seen the first line."""
    folder = tmp_path_factory.mktemp("release")
    (folder / "J1").mkdir()
    cells = [cell("setup", "import numpy as np"), cell("mean", "def mean(values):\n    ...", solution=True)]
    cells += [cell("mean-test", VISIBLE, grade=True, locked=True, points=4)]
    (folder / "J1" / "j.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(folder, "J1", "j", {"mean-test": (HIDDEN, 4.0)})

    def one(solution):
        handed = json.loads(json.dumps(cells))
        handed[1]["source"] = solution
        files = {"j.ipynb": json.dumps(notebook(handed)).encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
        assert result.problem is None, result.problem
        return result.verdicts["mean-test"]

    return one


def test_a_plain_test_that_is_not_passed_points_to_a_line_of_the_students_own(grade):
    verdict = grade("def mean(values):\n    total = sum(values)\n    return total / (len(values) + 1)")
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0)
    assert "assert mean([1, 2, 6]) == 3" in verdict.words
    assert "Look at line 3, `return total / (len(values) + 1)`" in verdict.words
    assert verdict.hint in hints.FAMILIES


@pytest.mark.parametrize(
    "solution",
    [
        "def mean(values):\n    return 'no idea'",
        "def mean(values):\n    return 3 if values[0] == 1 else 0",  # the hidden line is not passed
        "def mean(values):\n    open('/tmp/here', 'w').write('x')\n    return sum(values) / (len(values) + 1)",
    ],
)
def test_nothing_is_said_if_nothing_is_found_or_the_line_is_hidden(grade, solution):
    verdict = grade(solution)
    assert (verdict.outcome, verdict.hint) == ("wrong", None)
    assert "Look at" not in verdict.words


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"cell": "1", "spots": [[1]], "family": "a family of its own"},
        {"cell": "1", "spots": [[1]], "family": ["sign"]},
        {"cell": "1", "spots": [[0]], "family": "sign"},
        {"cell": "1", "spots": [[3]], "family": "sign"},
        {"cell": "1", "spots": [[True]], "family": "sign"},
        {"cell": "1", "spots": [["1"]], "family": "sign"},
        {"cell": "1", "spots": [1], "family": "sign"},
        {"cell": "1", "spots": [], "family": "sign"},
        {"cell": "1", "spots": [[]], "family": "sign"},
        {"cell": "1", "spots": "1", "family": "sign"},
        {"cell": ["1"], "spots": [[1]], "family": "sign"},
        {"cell": "7", "spots": [[1]], "family": "sign"},
    ],
    ids=str,
)
def test_what_the_students_process_says_of_a_hint_is_not_believed(reply):
    assert understood(reply) is None


def test_the_words_of_a_hint_are_made_from_our_own_copy_of_the_cell():
    found = understood({"cell": "1", "spots": [[2]], "family": "sign"})
    assert found.text == "Look at line 2, `return -sum(values)`: the sign."


def understood(reply):
    """The Hint that such a reply of the student's process stands for, or None."""
    line = json.dumps({"type": "Reply", "id": "", "body": {"type": "Spots", **reply}}).encode()
    try:
        spots = protocol.decode(line, protocol.FROM["student"]).body
    except protocol.Garbled:
        return None
    return Wording({"1": ("cell mean", "def mean(values):\n    return -sum(values)")}).hint(spots)
