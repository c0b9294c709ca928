"""sign_test: are two models on the same dev set equally good?"""

from math import comb  # noqa: F401 (for the edits)

import numpy as np

from graders.exercise import Case, Exercise
from utils.evaluation import sign_test


def cases(rng):
    """Few disagreements and many, either model the better, as many wrong on both sides, none at all.

    At most 60 disagreements, for a count that NumPy returned is an integer of 64 bits, in which 2**n overflows at 63.
    """
    rows = [(4, 2, 9, 60), (3, 12, 4, 80), (5, 6, 6, 50), (7, 0, 0, 30), (0, 0, 5, 12), (20, 22, 38, 300), (2, 1, 0, 9)]
    found = []
    for both, only_a, only_b, m in rows:
        order = rng.permutation(m)
        a, b = np.zeros(m, dtype=bool), np.zeros(m, dtype=bool)
        a[order[: both + only_a]] = True
        b[order[:both]] = b[order[both + only_a : both + only_a + only_b]] = True
        found.append(Case(f"{m} examples: both wrong on {both}, only a on {only_a}, only b on {only_b}", (a, b)))
    return found


TAIL = "sum(comb(n, k) for k in range(min(only_a, only_b) + 1)) / 2**n"

TOO_LARGE = "Your p-value is always 1. Does the sum end at the smaller count, and is it divided by 2ⁿ?"

sign = Exercise(
    sign_test,
    points=10,
    cases=cases,
    mistakes={
        "wrong_a & ~wrong_b -> wrong_a - wrong_b": "Arrays of True and False cannot be subtracted. Combine them with "
        "`&` and `~`.",
        "wrong_a & ~wrong_b -> wrong_a & -wrong_b": "A minus does not turn True into False. `~` does, for each entry.",
        "wrong_a & ~wrong_b -> wrong_a and not wrong_b": "`and`, `or` and `not` take single values. Use `&`, `|` and "
        "`~`, which work on each entry of an array.",
        "wrong_a & ~wrong_b -> wrong_a": "You count all errors of a. Examples on which both are wrong say nothing "
        "about the difference.",
        ("wrong_a & ~wrong_b -> wrong_a", "wrong_b & ~wrong_a -> wrong_b"): "You count all errors. Examples on which "
        "both are wrong say nothing about the difference. Count those on which only one is wrong.",
        "only_a + only_b -> len(wrong_a)": "Your n is the number of all examples. Count those on which just one is "
        "wrong.",
        "min(1.0, 2 * tail) -> 2 * tail": "Your p-value can exceed 1. It is a probability, so cap it.",
        "min(1.0, 2 * tail) -> tail": "Your p-value is one-sided. Double the tail: either model may be the better one.",
        "min(1.0, 2 * tail) -> 1 - tail": "You return one less the tail. The p-value is twice the tail, at most 1.",
        "min(1.0, 2 * tail) -> 1 - min(1.0, 2 * tail)": "You return one less the p-value. Return the p-value itself.",
        "min(only_a, only_b) + 1 -> min(only_a, only_b)": "Your tail ends one too early. Remember that `range` "
        "leaves out its end.",
        "min(only_a, only_b) + 1 -> max(only_a, only_b) + 1": TOO_LARGE,
        "min(only_a, only_b) + 1 -> only_a + 1": "Your tail always runs to a's count. Take the smaller of the two.",
        "min(only_a, only_b) + 1 -> only_b + 1": "Your tail always runs to b's count. Take the smaller of the two.",
        f"{TAIL} -> comb(n, min(only_a, only_b)) / 2**n": "You take only one term. Sum all from 0 to the smaller "
        "count.",
        "range(min(only_a, only_b) + 1) -> range(1, min(only_a, only_b) + 1)": "Your sum starts at 1. The term of 0 "
        "is missing.",
        " / 2**n ->": TOO_LARGE,
        "2**n -> 2 * n": "You divide by 2 * n. It should be 2ⁿ.",
        "2**n -> 2 ^ n": "You write the power with `^`, which is no power in Python. Use `**`.",
    },
)
