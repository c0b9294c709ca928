"""refine: a smaller space around the best trial."""

from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import space
from utils.search import refine


def cases(rng):
    """The best in the middle, near the lower end, near the upper end, and another factor."""
    found = []
    for where, factor in ((0.5, 4), (0.03, 3), (0.96, 5), (0.4, 10)):
        one = space(rng, "rate", "momentum", "lambd")
        best = {
            name: float(low * (high / low) ** where if kind == "log" else low + (high - low) * where)
            for name, (kind, low, high) in one.items()
        }
        found.append(Case(f"best at {where:.0%} of each range, factor {factor}", (one, best, factor)))
    return found


LOG_CUT = "max(low, middle / reach), min(high, middle * reach)"
CUT = "max(low, middle - reach), min(high, middle + reach)"
LOG_MOVED = "max(low, min(middle / reach, high / reach**2)), min(high, max(middle * reach, low * reach**2))"
MOVED = "max(low, min(middle - reach, high - 2 * reach)), min(high, max(middle + reach, low + 2 * reach))"
LOG_REACH, REACH = "(high / low) ** (1 / (2 * factor))", "(high - low) / (2 * factor)"

narrower = Exercise(
    refine,
    points=10,
    cases=cases,
    mistakes={
        (
            f"{LOG_CUT} -> middle / reach, middle * reach",
            f"{CUT} -> middle - reach, middle + reach",
        ): "The new range leaves the old one. Cut it off at the old bounds.",
        (
            f"{LOG_CUT} -> {LOG_MOVED}",
            f"{CUT} -> {MOVED}",
        ): "A range that would leave the old one is moved inside. Cut it off at the old bound, and leave the other "
        "side where it is.",
        (
            f"{LOG_CUT} -> middle * (low / middle) ** (1 / factor), middle * (high / middle) ** (1 / factor)",
            f"{CUT} -> middle - (middle - low) / factor, middle + (high - middle) / factor",
        ): "Both sides of the best value shrink by the factor, so it keeps its place in the range. Reach equally far "
        "to both sides.",
        (
            "(1 / (2 * factor)) -> (1 / factor)",
            f"{REACH} -> (high - low) / factor",
        ): "The new range is twice as wide as it should be. It reaches half of its width to each side.",
        'kind == "log" -> False': '"log" is refined on a linear scale. There the range is a factor, not a difference.',
        f"{LOG_REACH} -> (high / low) / (2 * factor)": "On a log scale the range is high / low, and its part a root of "
        "it, not a fraction.",
        f"{LOG_REACH} -> (high / low / factor) ** 0.5": "On a log scale the ratio high / low is divided by the factor. "
        "Divide its logarithm.",
        f"{LOG_REACH} -> factor": "On a log scale you divide and multiply by the factor itself. The width there is "
        "log(high / low). Shrink that by the factor.",
        f"{LOG_REACH} -> (high / low) ** (factor / 2)": "The range on the log scale grows. Divide its logarithm by the "
        "factor.",
        f"{REACH} -> (high - low) * factor / 2": "The linear range grows. Divide by the factor.",
        ("middle = best[name] -> middle = (low + high) / 2",): "The new range lies in the middle of the old one. It "
        "should lie around the best trial.",
        f"(kind, {LOG_CUT}) -> ({LOG_CUT})": "The kind is missing. A space has (kind, low, high) for each name.",
        "    smaller = {} ->     smaller = space": "The caller still needs the old space, so make a new dict.",
    },
)
