"""How checks of gradients are probed: right gradients by a threshold, wrong ones by their difference.

The difference that a right gradient leaves is rounding noise, and no digit of it means anything: that it is below
PASSES is all that is judged. That of a wrong gradient is a plain number, the same for every careful implementation.
"""

from graders.checks import codec
from graders.checks.compare import is_number

PASSES = 1e-7


def one_difference(function, args):
    """Of a check of one derivative: function(factors, slope, x, theta, epsilon) -> the relative difference."""
    factors, slope, epsilon = args[0], args[1], args[-1]
    answer = function(*args)
    seen = {"the answer": _kind(answer)}
    if is_number(answer):
        # A long step leaves a difference that can be judged.
        right = None if epsilon > 1e-3 else tuple(slope) == right_slope(factors)
        seen |= _judged(float(answer), "the gradient", right)
    return seen


def all_differences(function, args):
    """Of a check of a network: function(parameters, gradients, X, Y, epsilon) -> (number, {key: number}).

    args: those, and behind them the keys of the gradients that are wrong, which the function is not told; None where a
    long step leaves differences everywhere.
    """
    *args, wrong = args
    before = [codec.dumps(arg) for arg in args]
    answer = function(*args)
    seen = {"the answer": _kind(answer)}
    if _is_pair_of_differences(answer):
        total, each = answer
        for key, value in sorted(each.items()):
            seen |= _judged(float(value), key, None if wrong is None else key not in wrong)
        seen |= _judged(float(total), "the whole", None if wrong is None else not wrong)
    for name, arg, as_it_was in zip(("parameters", "gradients", "X", "Y"), args, before):
        seen[f"your function changed `{name}`"] = codec.dumps(arg) != as_it_was
    return seen


def _judged(value, name, right):
    """right: whether the gradient is, None if the step is so long that no gradient passes.

    The value of a difference below PASSES is noise, and is not looked at.
    """
    if right:
        seen = {f"{name} is right, but its relative difference is not below 1e-7": not value < PASSES}
    else:
        why = "is measured with too large a step" if right is None else "is wrong"
        seen = {f"{name} {why}, but its relative difference is below 1e-7": value < PASSES}
    seen[f"the relative difference of {name} is negative"] = value < 0
    if not value < PASSES:  # NaN is neither, and is seen as a value
        seen[f"the relative difference of {name}"] = value
    return seen


def _is_pair_of_differences(answer):
    return (
        isinstance(answer, tuple | list)
        and len(answer) == 2
        and isinstance(answer[1], dict)
        and all(is_number(value) for value in [answer[0], *answer[1].values()])
    )


def _kind(answer):
    """The answer with 0 for each of its numbers: what kind of thing it is."""
    if is_number(answer):
        return 0.0
    if isinstance(answer, dict):
        return {key: _kind(value) for key, value in answer.items()}
    if isinstance(answer, tuple | list):
        return tuple(_kind(part) for part in answer)
    return answer


# What is given to the student's function. None of it is the J of the notebook.


def right_slope(factors):
    """The slope of J with these factors, as with_slope takes it."""
    a, b = factors
    return 3 * a, b


def with_slope(function, factors, slope, x, theta, epsilon):
    """Call function(forward, backward, x, theta, epsilon) with a cubic in theta, and what is said to be its slope.

    J = a x^2 theta^3 + b x theta, of which a one-sided difference is far off and a central one is not. The factors a
    and b are another pair in each case, so that nobody gets by with a formula instead of calling forward.
    slope: (p, q) of p x^2 theta^2 + q x, and not whether that is right: this runs beside the student's function.
    """
    a, b = factors
    p, q = slope

    def forward(x, theta):
        return a * x**2 * theta**3 + b * x * theta

    def backward(x, theta):
        return p * x**2 * theta**2 + q * x

    return function(forward, backward, x, theta, epsilon)
