"""forward_propagation: the cost of one logistic unit on one example of class 0, without overflow."""

import math  # noqa: F401 (for the edits)

from graders.exercise import Exercise
from graders.exercises.w1a3.points import points
from utils.gradient_check import logistic_cost

J = "max(z, 0) + np.log1p(np.exp(-abs(z)))"

OVERFLOWS = "Your exp(theta x) overflows as soon as theta x is above 709. Use the form that needs only exp(-|z|)."
CLIPPED_Z = "theta x is clipped, and J becomes flat where it should be steep. Use the form that needs only exp(-|z|)."
CLIPPED_A = "The probability is clipped, and J becomes flat where it should be steep. Compute J from z and exp(-|z|)."
BASE_TWO = "Your logarithm is to base 2. It should be the natural logarithm."
ONE_TWICE = "You add 1 twice. `np.log1p(u)` is log(1 + u) already."

forward = Exercise(
    logistic_cost,
    name="forward_propagation",
    points=10,
    cases=points,
    rtol=1e-9,
    mistakes={
        f"{J} -> np.log(1 + np.exp(z))": OVERFLOWS,
        f"{J} -> math.log(1 + math.exp(z))": OVERFLOWS,
        f"{J} -> -np.log(1 - sigmoid(z))": "You compute the cost from sigmoid(z). If z is large, it rounds to 1, "
        "and the logarithm of 0 is infinite. Use the form that needs only exp(-|z|).",
        **{f"{J} -> np.log(1 + np.exp(min(z, {most})))": CLIPPED_Z for most in (30, 50, 100, 500, 600, 700, 709)},
        **{
            f"{J} -> -np.log(1 - np.clip(sigmoid(z), {least}, 1 - {least}))": CLIPPED_A
            for least in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
        },
        "theta * x -> x": "theta is missing. z is the product of theta and x.",
        "theta * x -> theta": "x is missing. z is the product of theta and x.",
        f"{J} -> z": "You return theta x itself, the logit z. J is a function of it.",
        f"{J} -> 1 + np.exp(z)": "The logarithm is missing.",
        "max(z, 0) + ->": "The term max(z, 0) is missing. Without it, J is right only where z is negative.",
        "theta * x -> -theta * x": "The sign in the exponent is wrong. This is the cost for class 1, not class 0.",
        f"{J} -> np.logaddexp2(0, z / np.log(2))": BASE_TWO,
        "np.log1p( -> np.log2(1 + ": BASE_TWO,
        f"{J} -> np.log1p(1 + np.exp(z))": ONE_TWICE,
        "np.log1p( -> np.log1p(1 + ": ONE_TWICE,
        "-abs(z) -> -z": "The absolute value in exp(-|z|) is missing.",
        "-abs(z) -> abs(z)": "The minus sign in exp(-|z|) is missing.",
        "max(z, 0) -> z": "Your first term is z, not max(z, 0). The second argument of `np.max` is an axis.",
        "max(z, 0) -> min(z, 0)": "Your first term is min(z, 0). It should be max(z, 0).",
        "max(z, 0) -> abs(z)": "Your first term is |z|. It should be max(z, 0).",
        f"{J} -> sigmoid(z)": "You return the sigmoid, a probability, not the cost. It is for the next exercise.",
    },
)
