"""bias_correction: what an average that started from zero would be if it had not."""

from graders.exercise import Case, Exercise
from graders.exercises.w2a1 import update_rules
from utils.optimizers import bias_correction


def cases(rng):
    """The first step, later ones, a number, and a beta of 0, which needs no correction."""
    return [
        Case("an array, beta 0.9, t = 1", (rng.standard_normal((3, 4)), 0.9, 1)),
        Case("an array, beta 0.75, t = 3", (rng.standard_normal((2, 1)), 0.75, 3)),
        Case("a number, beta 0.999, t = 2", (float(rng.uniform(1, 2)), 0.999, 2)),
        Case("an array, beta 0.9, t from 50", (rng.standard_normal((1, 5)), 0.9, int(rng.integers(50, 60)))),
        Case("an array, beta 0, t = 2", (rng.standard_normal((2, 3)), 0.0, 2)),
    ]


WEIGHT = "(1 - beta**t)"

bias = Exercise(
    bias_correction,
    points=10,
    cases=cases,
    mistakes=update_rules.CORRECTION
    | {
        "/ (1 -> * (1": "You multiply the average by the weight that it has so far. Divide it, since it is too small.",
        f"{WEIGHT} -> (1 - beta) ** t": "You raise 1 - beta to the power. Raise only beta. Check the parentheses.",
        f"{WEIGHT} -> beta**t": "The 1 is missing. beta^t is the weight that the zero at the start still has.",
        f"{WEIGHT} -> 1 - beta**t": "You have only the 1 in the denominator. Are there parentheses missing?",
        f"return average / {WEIGHT} -> average /= {WEIGHT}\n    return average": "`/=` changes the array that came in.",
    },
)
