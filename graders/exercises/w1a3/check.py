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
DIFFERENCE = f"{RIGHT} - {LEFT}"
SWAPPED = f"{DIFFERENCE} -> forward(theta + epsilon, x) - forward(theta - epsilon, x)", "(x, theta) -> (theta, x)"
DISTANCE, SUM = "abs(num - ana)", "(abs(num) + abs(ana))"

DIVISOR = "The difference is divided by {}. Divide it by |num| + |ana|."
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
        "(2 * epsilon) -> 2 * epsilon": "You divide by 2 and multiply by epsilon. 2 epsilon needs parentheses.",
        f"{LEFT} -> forward(x, theta)": "Only one step is taken, and you divide by two. Take one to the left too.",
        f"{DIFFERENCE} -> {LEFT} - {RIGHT}": "Your steps to the left and to the right have changed places.",
        "epsilon -> 1e-5": FIXED_STEP,
        f" / {SUM} ->": "The difference is not relative. Divide it by |num| + |ana|.",
        f"{SUM} -> abs(num)": DIVISOR.format("|num| alone"),
        f"{SUM} -> abs(ana)": DIVISOR.format("|ana| alone"),
        f"{SUM} -> max(abs(num), abs(ana))": DIVISOR.format("the larger of |num| and |ana|"),
        f"{SUM} -> abs(num + ana)": "The derivatives are added first, and can cancel. Take absolute values first.",
        **{f"{SUM} -> ({below})": NO_ABSOLUTE for below in ("num + ana", "abs(num) + ana", "num + abs(ana)")},
        f"{DISTANCE} -> (num - ana)": "The absolute value of the difference is missing. An error can have either sign.",
        f"{DISTANCE} -> abs(abs(num) - abs(ana))": "You compare the absolute values. A wrong sign would pass.",
        ("forward( -> logistic_cost(", "backward( -> logistic_slope("): "Your own `forward_propagation` and "
        "`backward_propagation` are called. Call `forward` and `backward`, the functions that come in as arguments.",
        f"{DIFFERENCE} -> forward(x + epsilon, theta) - forward(x - epsilon, theta)": "You move x. Move theta.",
        SWAPPED: "x and theta have changed places in the calls. x comes first.",
        **{f"backward(x, theta) -> backward(x, theta {sign} epsilon)": BESIDE for sign in "+-"},
        f"{SUM} -> {SUM} < 1e-7": "You return a verdict. Return the number, so that the caller can judge.",
    }
    | {f"{DISTANCE} / {SUM} -> round({DISTANCE} / {SUM}, {digits})": ROUNDED for digits in range(2, 6)},
)
