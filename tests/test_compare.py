"""What a difference is, and how it is said."""

import numpy as np
import pytest

from graders.checks.compare import Measured, difference, named_parts

A = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (1.0, 1),
        (1.0, np.float64(1)),
        (1.0, np.array(1.0)),
        (np.float32(1), 1.0),
        (3, np.int64(3)),
        (True, np.bool_(True)),
        (A, A.astype(np.float32)),
        (A, np.asfortranarray(A)),
        (A, A * (1 + 1e-13)),
        ([A, 1], (A, 1)),
        (float("nan"), float("nan")),
        (np.zeros(0), np.zeros(0)),
        (Measured(1.0, 0.1), Measured(1.09, 99)),
    ],
)
def test_equal(expected, seen):
    assert difference(expected, seen, rtol=1e-9) is None


@pytest.mark.parametrize(
    ("expected", "seen", "words"),
    [
        (A, None, "the answer: expected an array, got None. Did you forget the `return`?"),
        (A, A[0], "the answer: expected shape (2, 2), got (2,)"),
        (A, A.tolist(), "expected an array, got a list"),
        (A, A.astype(int), "expected floating-point numbers, got integers"),
        (A, A * 2, "is 2 times as large as it should be"),
        (A, A / 300, "is too small by a factor of 300"),
        (A, -A, "has the wrong sign"),
        (A, A * 0, "is 0 in every entry"),
        (A, A * (1 + 1e-6), "is close, but off by a factor of 1.000001"),
        (A, A + [[0, 0], [0, 8e-9]], "is close, but has a relative error of 2e-09"),
        (A, A + [[0, 0], [0, 1]], "is wrong in 1 of 4 entries, first at [1, 1]"),
        (A, A.T, "is wrong in 2 of 4 entries, first at [0, 1]"),
        (A, A * np.nan, "contains NaN"),
        (A, A * np.inf, "contains infinite values"),
        (2.0, 3.0, "is 1.5 times as large"),
        (7, 4, "the answer is too small by 3"),
        (7, 9.0, "the answer is too large by 2"),
        (7, 2**100, "the answer is too large by"),
        (7, 10**400, "the answer is too large by"),
        (7, 3.5, "is too small by a factor of 2"),
        (7, np.inf, "is infinite"),
        (2.0, True, "expected a number, got True or False"),
        (True, 1.0, "expected True or False, got a number"),
        (2.0, np.ones((1, 1)), "got an array of shape (1, 1). `.item()` takes its number out"),
        ({"W1": A}, {"W2": A}, "is missing the key 'W1' and has the unexpected key 'W2'"),
        ({"W1": A}, {"W1": A.T}, "W1 is wrong in 2 of 4 entries"),
        ((A, A), (A,), "expected 2 parts, got 1"),
        (Measured(1.0, 0.1), Measured(0.05, 0.1), "is too small by a factor of about 20"),
        (Measured(0.0, 0.1), Measured(0.5, 0.1), "is about 0.5, and should be about 0"),
        (Measured(-1.0, 0.1), Measured(0.5, 0.1), "is too large"),
    ],
)
def test_different(expected, seen, words):
    assert words in difference(expected, seen, rtol=1e-9)


@pytest.mark.parametrize(
    ("expected", "seen", "words"),
    [
        (A, A + 1, "is wrong from the first entry on"),
        # What `np.empty` finds in memory has no factor, and overflows.
        (A, np.full((2, 2), 5e-324), "is wrong from the first entry on"),
        (A[:1, :1], np.full((1, 1), 5e-324), "is wrong from the first entry on"),
        (A * 1e-10, np.full((2, 2), 1e308), "is wrong from the first entry on"),
        (Measured(1.0, 0.1), Measured(5e-324, 0.1), "is too small"),
        (Measured(1e-10, 1e-12), Measured(1e308, 0.1), "is too large"),
        (A, np.array([[1.0, np.nan], [3.0, 4.0]]), "the answer contains NaN"),
        (np.array([np.inf, 1.0]), np.array([2.0, 1.0]), "has the wrong value where it should be infinite or NaN"),
        (np.array([np.inf, 1.0, 2.0]), np.array([np.inf, 1.0, 3.0]), "is wrong in 1 of 3 entries, first at [2]"),
        (0.0, 1.0, "the answer has the wrong value"),
        (2.0, -2.0, "the answer has the wrong sign"),
        ("a", "b", "the answer has the wrong value"),
        ((A, 1.0), (A, 2.0), "part 2 of the answer is 2 times as large as it should be"),
        ([True], [False], "part 1 of the answer: expected True, got False"),
        ([{"rate": 1.0}], [{"rate": 3.0}], "'rate' in part 1 of the answer is 3 times as large as it should be"),
    ],
)
def test_clauses(expected, seen, words):
    assert difference(expected, seen, rtol=1e-9).endswith(words)


def test_a_yes_or_no_says_what_is_wrong():
    assert difference(False, True, 0, "your function changed its arguments") == "your function changed its arguments"
    assert difference(False, False, 0, "your function changed its arguments") is None


def test_a_yes_or_no_that_should_hold():
    name = "the biases are zero"
    assert difference(True, np.False_, 0, name) == "this should hold, and does not: the biases are zero"
    assert difference(True, True, 0, name) is None


def test_an_answer_of_true_or_false_is_no_yes_or_no():
    assert difference(False, True, 0) == "the answer: expected False, got True"


@pytest.mark.parametrize(
    ("expected", "seen", "names", "parts"),
    [
        ((1, 2), [3, 4], ("v", "s"), [(1, 3, "v"), (2, 4, "s")]),
        ([(1, 2), (5, 6)], [(3, 4), (7, 8)], ("X of {}", "Y of {}"),
         [(1, 3, "X of 1"), (2, 4, "Y of 1"), (5, 7, "X of 2"), (6, 8, "Y of 2")]),
        ((1, 2), (3, 4, 5), ("v", "s"), None),
        ([(1, 2), (5, 6)], [(3, 4)], ("X of {}", "Y of {}"), None),
        ([(1, 2), (5, 6)], [(3, 4), 7], ("X of {}", "Y of {}"), None),
        ((1, 2), (3, 4), None, None),
    ],
)  # fmt: skip
def test_parts_have_names_if_they_are_as_many_as_expected(expected, seen, names, parts):
    assert named_parts(expected, seen, names) == parts
