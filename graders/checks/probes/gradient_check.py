"""How checks of gradients are probed: right gradients by a threshold, wrong ones by their difference.

The difference that a right gradient leaves is rounding noise, and no digit of it means anything: that it is below
PASSES is all that is judged. That of a wrong gradient is a plain number, the same for every careful implementation.
"""

import numpy as np

from graders.checks import codec

PASSES = 1e-7


def one_difference(function, args):
    """Of a check of one derivative: function(slope, factors, x, theta, epsilon) -> the relative difference."""
    slope, epsilon = args[0], args[-1]
    answer = function(*args)
    seen = {"the answer": _kind(answer)}
    if _is_number(answer):
        right = None if epsilon > 1e-3 else slope == "right"  # a long step leaves a difference that can be judged
        seen |= _judged(float(answer), "the gradient", right)
    return seen


def all_differences(function, args):
    """Of a check of a network: function(wrong, parameters, gradients, X, Y, epsilon) -> (number, {key: number}).

    wrong: the keys of the gradients that are wrong; None where a long step leaves differences everywhere.
    """
    wrong, before = args[0], [codec.dumps(arg) for arg in args]
    answer = function(*args)
    seen = {"the answer": _kind(answer)}
    if _is_pair_of_differences(answer):
        total, each = answer
        for key, value in sorted(each.items()):
            seen |= _judged(float(value), key, None if wrong is None else key not in wrong)
        seen |= _judged(float(total), "the whole", None if wrong is None else not wrong)
    for name, arg, as_it_was in zip(("parameters", "gradients", "X", "Y"), args[1:], before[1:]):
        seen[f"your function changed `{name}`"] = codec.dumps(arg) != as_it_was
    return seen


def _judged(value, name, right):
    """right: whether the gradient is, None if the step is so long that no gradient passes.

    The value of a difference below PASSES is noise, and is not looked at.
    """
    if right:
        seen = {f"{name} is right, and its relative difference is not below 1e-7": not value < PASSES}
    else:
        why = "is measured with a long step" if right is None else "is wrong"
        seen = {f"{name} {why}, and its relative difference is below 1e-7": value < PASSES}
    if not value < PASSES:  # NaN is neither, and is seen as a value
        seen[f"the relative difference of {name}"] = value
    return seen


def _is_number(value):
    return np.ndim(value) == 0 and np.asarray(value).dtype.kind in "iuf"


def _is_pair_of_differences(answer):
    return (
        isinstance(answer, tuple | list)
        and len(answer) == 2
        and isinstance(answer[1], dict)
        and all(_is_number(value) for value in [answer[0], *answer[1].values()])
    )


def _kind(answer):
    """The answer with 0 for each of its numbers: what kind of thing it is."""
    if _is_number(answer):
        return 0.0
    if isinstance(answer, dict):
        return {key: _kind(value) for key, value in answer.items()}
    if isinstance(answer, tuple | list):
        return tuple(_kind(part) for part in answer)
    return answer


# What is given to the student's function. None of it is the J of the notebook.


SLOPES = {
    "right": lambda a, b, x, theta: 3 * a * x**2 * theta**2 + b * x,
    "with a wrong factor": lambda a, b, x, theta: 4 * a * x**2 * theta**2 + b * x,
    "with a term left out": lambda a, b, x, theta: 3 * a * x**2 * theta**2,
    "with the wrong sign": lambda a, b, x, theta: -(3 * a * x**2 * theta**2 + b * x),
}


def with_slope(function, slope, factors, x, theta, epsilon):
    """Call function(forward, backward, x, theta, epsilon) with a cubic in theta and its slope of that name.

    J = a x^2 theta^3 + b x theta, of which a one-sided difference is far off and a central one is not. The factors a
    and b are another pair in each case, so that nobody gets by with a formula instead of calling forward.
    """
    a, b = factors

    def forward(x, theta):
        return a * x**2 * theta**3 + b * x * theta

    def backward(x, theta):
        return SLOPES[slope](a, b, x, theta)

    return function(forward, backward, x, theta, epsilon)


def without_hint(function, wrong, parameters, gradients, X, Y, epsilon):
    """Call function without being told which gradients are wrong."""
    return function(parameters, gradients, X, Y, epsilon)
