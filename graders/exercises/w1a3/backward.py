"""backward_propagation: the derivative of the cost of one logistic unit, from its formula."""

import math  # noqa: F401 (for the edits)

from graders.exercise import Exercise
from graders.exercises.w1a3.points import points
from utils.gradient_check import logistic_slope

A, DERIVATIVE = "sigmoid(theta * x)", "x * sigmoid(theta * x)"
FACTORS = "You return both factors. Return their product."

OVERFLOWS = "Your numerator and denominator both overflow as soon as theta x is above 709. `sigmoid` does not."

backward = Exercise(
    logistic_slope,
    name="backward_propagation",
    points=10,
    cases=points,
    rtol=1e-12,  # the text asks for the formula, and a central difference is good to 1e-10
    mistakes={
        "x * sigmoid -> sigmoid": "The factor dz/dtheta is missing. The chain rule multiplies dJ/dz by it.",
        "x * sigmoid -> theta * sigmoid": "You take the derivative with respect to x. Take it with respect to theta.",
        f"{DERIVATIVE} -> x": "You return only dz/dtheta. The logarithm and exp have derivatives too.",
        **dict.fromkeys([f"{DERIVATIVE} -> {A}, x", f"{DERIVATIVE} -> x, {A}"], FACTORS),
        f"{A} -> {A} * (1 - {A})": "You use the derivative of the sigmoid. But dJ/dz is the sigmoid itself.",
        "(theta -> (-theta": "The sign in the exponent is wrong. J is steep where theta x is large.",
        f"{A} -> np.exp(theta * x) / (1 + np.exp(theta * x))": OVERFLOWS,
        f"{A} -> math.exp(theta * x) / (1 + math.exp(theta * x))": OVERFLOWS,
        f"{DERIVATIVE} -> 1 / (1 + np.exp(theta * x))": "You differentiate the logarithm alone, not exp(z) and z.",
        "x * sigmoid -> x * theta * sigmoid": "theta is one factor too many. The derivative of theta x is x alone.",
        f"{A} -> ({A} - 1)": "Your derivative is that for an example of class 1. The example here is of class 0.",
        f"{A} -> sigmoid(logistic_cost(x, theta))": "You take the sigmoid of the cost J. Take it of theta times x.",
        "theta * x -> theta": "You take the sigmoid of theta. Take it of the logit, the product of theta and x.",
        f"{A} -> (theta * x > 0)": "You take the derivative of max(z, 0). The logarithm beside it counts too.",
        f"{A} -> ((theta * x > 0) - sigmoid(-abs(theta * x)))": "-1 is the derivative of -|z| for positive z only.",
        f"{DERIVATIVE} -> x / (1 + math.exp(-theta * x))": "`math.exp` overflows far below 0. `sigmoid` does not.",
        f"{DERIVATIVE} -> (logistic_cost(x, theta + 1e-5) - logistic_cost(x, theta - 1e-5)) / 2e-5": "You take a "
        "difference of two values of J, as the gradient check will. Here, write the derivative from its formula.",
    },
)
