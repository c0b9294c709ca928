"""What a difference is, and how it is said."""

import numpy as np
import pytest

from graders.checks.compare import Measured, difference

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
        (A, None, "is None: is a `return` missing?"),
        (A, A[0], "has shape (2,), and (2, 2) is asked"),
        (A, A.tolist(), "is a list, and an array is asked"),
        (A, A.astype(int), "holds integers, and floating-point numbers are asked"),
        (A, A * 2, "is 2 times larger than it should be"),
        (A, A / 300, "is 300 times smaller than it should be"),
        (A, -A, "has the wrong sign"),
        (A, A * 0, "is zero"),
        (A, A * (1 + 1e-6), "is close, and yet not right"),
        (A, A + [[0, 0], [0, 1]], "has the wrong value in 1 of 4 entries"),
        (A, A.T, "has the wrong value in 2 of 4 entries"),
        (A, A * np.nan, "holds NaN"),
        (A, A * np.inf, "holds infinite values"),
        (2.0, 3.0, "is 1.5 times larger"),
        (2.0, True, "is True or False, and a number is asked"),
        (True, 1.0, "is a number, and True or False is asked"),
        (2.0, np.ones((1, 1)), "is an array of shape (1, 1), and a single number is asked"),
        ({"W1": A}, {"W2": A}, "lacks the key 'W1' and has the key 'W2', which nobody asked for"),
        ({"W1": A}, {"W1": A.T}, "W1 has the wrong value"),
        ((A, A), (A,), "has 1 part, and 2 are asked"),
        (Measured(1.0, 0.1), Measured(0.05, 0.1), "is about 20 times smaller than it should be"),
        (Measured(0.0, 0.1), Measured(0.5, 0.1), "is about 0.5, and should be about 0"),
        (Measured(-1.0, 0.1), Measured(0.5, 0.1), "is too large"),
    ],
)
def test_different(expected, seen, words):
    assert words in difference(expected, seen, rtol=1e-9)


def test_a_sentence_that_should_hold():
    assert difference(True, False, 0, "the biases are zero") == "it does not hold that the biases are zero"
