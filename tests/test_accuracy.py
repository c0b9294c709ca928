"""How well the graders grade: what they must catch and name, and what they must accept."""

import pytest

from graders import accuracy
from graders.exercises import find, names

EXERCISES = [(assignment, exercise.name) for assignment in names() for exercise in find(assignment).exercises]


@pytest.mark.parametrize(("assignment", "name"), EXERCISES, ids=str)
def test_what_is_right_is_accepted_and_what_is_wrong_is_caught(assignment, name):
    """Mistakes are named, mutants caught, and answers written from the release alone get what they deserve."""
    score = accuracy.score(assignment, name)
    assert score.missed == []
    assert score.counts["mistakes named"] == score.counts["mistakes"] > 0
    assert score.counts["mutants caught"] == score.counts["mutants"]
    assert score.counts["accepted"] == score.counts["right"]
    assert score.counts["caught"] == score.counts["wrong"]
