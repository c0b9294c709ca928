"""How well the graders grade: what they must catch and name, and what they must accept."""

from functools import cache
from pathlib import Path

import pytest

from graders import accuracy
from graders.checks import answer_key
from graders.exercises import find, names
from tools.declared import declared

EXERCISES = [(assignment, exercise.name) for assignment in names() for exercise in find(assignment).exercises]


@cache
def stored(assignment):
    """name -> ExerciseKey, as a bundle holds them. The releases of other tests need the same keys."""
    exercises = declared(assignment, Path(__file__).parents[1])["key"]["exercises"]
    return {exercise["name"]: answer_key.unpack(exercise) for exercise in exercises}


@pytest.mark.parametrize(("assignment", "name"), EXERCISES, ids=str)
def test_what_is_right_is_accepted_and_what_is_wrong_is_caught(assignment, name, monkeypatch):
    """Mistakes are named, mutants caught, and answers written from the release alone get what they deserve."""
    monkeypatch.setattr(accuracy, "public_key", lambda assignment, name: stored(assignment)[name])
    score = accuracy.score(assignment, name)
    assert score.missed == []
    assert score.counts["mistakes named"] == score.counts["mistakes"] > 0
    assert score.counts["mutants caught"] == score.counts["mutants"]
    assert score.counts["accepted"] == score.counts["right"]
    assert score.counts["caught"] == score.counts["wrong"]
