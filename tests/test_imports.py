"""What judges an assignment: a change in it grades work again, and a change elsewhere does not."""

from pathlib import Path

import pytest

from graders.imports import judging_files

ROOT = Path(__file__).resolve().parent.parent
W2A1 = {path.relative_to(ROOT).as_posix() for path in judging_files("W2A1-Optimization_Methods", ROOT)}


@pytest.mark.parametrize(
    "path",
    [
        "graders/exercises/w2a1/adam.py",
        "graders/exercises/w2a1/networks.py",
        "graders/exercises/families.py",
        "graders/checks/compare.py",
        "graders/checks/checker.py",
        "graders/checks/probes/mini_batches.py",
        "graders/build_key.py",
        "graders/exercise.py",
        "utils/optimizers.py",
    ],
)
def test_the_checks_the_declarations_and_the_references_judge(path):
    assert path in W2A1


@pytest.mark.parametrize(
    "path",
    [
        "graders/exercises/w1a1/he.py",
        "graders/checks/probes/dropout.py",
        "graders/export.py",
        "graders/engine/feedback.py",
        "utils/plotting.py",
    ],
)
def test_nothing_else_does(path):
    assert (ROOT / path).exists()
    assert path not in W2A1


def test_an_assignment_of_plain_tests_has_no_judge_but_its_release():
    assert judging_files("ps1", ROOT) == []
