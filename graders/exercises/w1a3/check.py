"""gradient_check: the relative difference of a central difference and a derivative, for one weight."""

from graders.checks.probes.gradient_check import one_difference, right_slope, with_slope
from graders.exercise import Case, Exercise
from graders.exercises.w1a3.messages import FIXED_STEP, NOT_HALVED, ONE_SIDED
from utils.gradient_check import gradient_check

SPOILED = {
    "right": lambda p, q: (p, q),
    "with a wrong factor": lambda p, q: (p / 3 * 4, q),
    "with a term left out": lambda p, q: (p, 0.0),
    "with the wrong sign": lambda p, q: (-p, -q),
}


def cases(rng):
    """Right derivatives and wrong ones, whole numbers, a step so long that its own error shows, a falling J."""

    def case(what, epsilon, x=None, theta=None):
        x = float(rng.uniform(1, 3)) if x is None else x
        theta = float(rng.uniform(0.5, 2) * rng.choice([-1, 1])) if theta is None else theta
        factors = float(rng.uniform(0.8, 1)), float(rng.uniform(1, 1.25))
        gradient = "a right gradient" if what == "right" else f"a gradient {what}"
        label = f"{gradient}, x = {x:.3g}, theta = {theta:.3g}, epsilon = {epsilon:g}"
        return Case(label, (factors, SPOILED[what](*right_slope(factors)), x, theta, epsilon))

    return [
        case("right", 1e-4),
        case("right", 1e-4, x=int(rng.integers(2, 5)), theta=int(rng.integers(2, 5))),
        case("with a wrong factor", 1e-5),
        case("with a term left out", 1e-4),
        case("with the wrong sign", 1e-5),
        case("right", 0.1),
        case("with a wrong factor", 1e-5, x=-float(rng.uniform(1, 3)), theta=float(rng.uniform(0.1, 0.2))),
    ]


RIGHT, LEFT = "forward(x, theta + epsilon)", "forward(x, theta - epsilon)"
DISTANCE, SUM = "abs(num - ana)", "(abs(num) + abs(ana))"

ONE_ALONE = "The difference is divided by the {} derivative alone. Divide it by |num| + |ana|."
BESIDE = "You take the analytic derivative beside theta. It belongs at theta itself."
NO_ABSOLUTE = "An absolute value is missing below the fraction line. Either derivative can be negative."
ROUNDED = "You round the answer. The numbers to tell apart are far below 0.0001, so return it as it is."

check = Exercise(
    gradient_check,
    points=10,
    cases=cases,
    probe=one_difference,
    call=with_slope,
    mistakes={
        (f"{LEFT} -> forward(x, theta)", "(2 * epsilon) -> epsilon"): ONE_SIDED.format("right"),
        (f"{RIGHT} -> forward(x, theta)", "(2 * epsilon) -> epsilon"): ONE_SIDED.format("left"),
        "(2 * epsilon) -> epsilon": NOT_HALVED,
        "(2 * epsilon) -> 2 * epsilon": "The difference of the costs is divided by 2 and multiplied by epsilon. Python "
        "works from left to right, so 2 * epsilon needs parentheses.",
        f"{LEFT} -> forward(x, theta)": "Only one step is taken, but the result is divided by two steps. The second "
        "cost belongs to a step to the left.",
        ("theta + epsilon -> theta - epsilon", "theta - epsilon -> theta + epsilon"): "Your steps to the left and to "
        "the right have changed places.",
        "epsilon -> 1e-5": FIXED_STEP,
        f" / {SUM} ->": "The difference is not relative. Divide it by |num| + |ana|.",
        f"{SUM} -> abs(num)": ONE_ALONE.format("numerical"),
        f"{SUM} -> abs(ana)": ONE_ALONE.format("analytic"),
        f"{SUM} -> max(abs(num), abs(ana))": "The difference is divided by the larger of |num| and "
        "|ana|. Divide it by |num| + |ana|.",
        f"{SUM} -> abs(num + ana)": "The derivatives are added before the absolute value is taken. If their signs "
        "differ, that is too small. Take the absolute values first.",
        f"{SUM} -> (num + ana)": NO_ABSOLUTE,
        f"{SUM} -> (abs(num) + ana)": NO_ABSOLUTE,
        f"{SUM} -> (num + abs(ana))": NO_ABSOLUTE,
        f"{DISTANCE} -> (num - ana)": "The absolute value of the difference is missing. An error can have either sign.",
        f"{DISTANCE} -> abs(abs(num) - abs(ana))": "You compare the absolute values. A wrong sign would pass.",
        ("forward( -> logistic_cost(", "backward( -> logistic_slope("): "Your own `forward_propagation` and "
        "`backward_propagation` are called. Call `forward` and `backward`, the functions that come in as arguments.",
        (f"{RIGHT} -> forward(x + epsilon, theta)", f"{LEFT} -> forward(x - epsilon, theta)"): "You move x. The "
        "derivative is with respect to theta, so move theta.",
        (
            f"{RIGHT} -> forward(theta + epsilon, x)",
            f"{LEFT} -> forward(theta - epsilon, x)",
            "(x, theta) -> (theta, x)",
        ): "x and theta have changed places in the calls. x comes first.",
        "backward(x, theta) -> backward(x, theta + epsilon)": BESIDE,
        "backward(x, theta) -> backward(x, theta - epsilon)": BESIDE,
        f"{SUM} -> {SUM} < 1e-7": "You return a verdict. Return the number, so that the caller can judge.",
    }
    | {f"{DISTANCE} / {SUM} -> round({DISTANCE} / {SUM}, {digits})": ROUNDED for digits in range(2, 6)},
)
