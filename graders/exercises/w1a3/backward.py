"""backward_propagation: the derivative of the cost of one logistic unit, from its formula."""

import math  # noqa: F401 (for the edits)

from graders.exercise import Exercise
from graders.exercises.w1a3.points import points
from utils.gradient_check import logistic_slope

A, DERIVATIVE = "sigmoid(theta * x)", "x * sigmoid(theta * x)"

OVERFLOWS = "Numerator and denominator both overflow as soon as theta x is above 709. `sigmoid` does not."

backward = Exercise(
    logistic_slope,
    name="backward_propagation",
    points=10,
    cases=points,
    rtol=1e-12,  # the text asks for the formula, and a central difference is good to 1e-10
    mistakes={
        "x * sigmoid -> sigmoid": "The factor dz/dtheta is missing. By the chain rule, dJ/dtheta is "
        "dJ/dz times dz/dtheta.",
        "x * sigmoid -> theta * sigmoid": "This is the derivative with respect to x. The variable is theta.",
        f"{DERIVATIVE} -> x": "This is only dz/dtheta. The logarithm and exp have derivatives too.",
        f"{A} -> {A} * (1 - {A})": "This uses the derivative of the sigmoid. But dJ/dz is the sigmoid itself. "
        "Multiply it by dz/dtheta.",
        "(theta -> (-theta": "The sign in the exponent is wrong. J is steep where theta x is large.",
        f"{A} -> np.exp(theta * x) / (1 + np.exp(theta * x))": OVERFLOWS,
        f"{A} -> math.exp(theta * x) / (1 + math.exp(theta * x))": OVERFLOWS,
        f"{DERIVATIVE} -> 1 / (1 + np.exp(theta * x))": "This is the derivative of the logarithm alone. By the chain "
        "rule, the derivatives of exp(z) and of z are factors too.",
        "x * sigmoid -> x * theta * sigmoid": "theta is a factor too. The derivative of theta x is x alone.",
        f"{A} -> ({A} - 1)": "This is the derivative for an example of class 1. The example here is of class 0.",
        f"{A} -> sigmoid(logistic_cost(x, theta))": "This is the sigmoid of the cost J. Take that of the logit, theta "
        "times x.",
        "theta * x -> theta": "This has the sigmoid of theta. The logit is the product of theta and x.",
        f"{A} -> (theta * x > 0)": "This is the derivative of max(z, 0). The logarithm beside it counts too.",
        f"{A} -> ((theta * x > 0) - sigmoid(-abs(theta * x)))": "-1 is the derivative of -|z| for positive z only.",
        f"{DERIVATIVE} -> x / (1 + math.exp(-theta * x))": "exp(-theta x) is computed by `math.exp`, which raises "
        "OverflowError if theta x is far below 0. `sigmoid` does not overflow.",
        f"{DERIVATIVE} -> (logistic_cost(x, theta + 1e-5) - logistic_cost(x, theta - 1e-5)) / 2e-5": "This is a "
        "difference of two values of J. The gradient check will do that. Here, write the derivative from its formula.",
    },
)
