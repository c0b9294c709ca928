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
        ): "Your new range leaves the old one. Cut it off at the old bounds.",
        (
            f"{LOG_CUT} -> {LOG_MOVED}",
            f"{CUT} -> {MOVED}",
        ): "You move a range inside that would leave the old one. Cut it off at the old bound, and leave the other "
        "side where it is.",
        (
            f"{LOG_CUT} -> middle * (low / middle) ** (1 / factor), middle * (high / middle) ** (1 / factor)",
            f"{CUT} -> middle - (middle - low) / factor, middle + (high - middle) / factor",
        ): "You shrink both sides of the best value by the factor, so it keeps its place in the range. Reach equally "
        "far to both sides.",
        (
            "(1 / (2 * factor)) -> (1 / factor)",
            f"{REACH} -> (high - low) / factor",
        ): "Your new range is twice as wide as it should be. It reaches half of its width to each side.",
        'kind == "log" -> False': 'You refine "log" on a linear scale. On the log scale the range is a factor, not a '
        "difference.",
        f"{LOG_REACH} -> (high / low) / (2 * factor)": "You take a fraction of high / low. On a log scale that is "
        "the range, and its part is a root of it.",
        f"{LOG_REACH} -> (high / low / factor) ** 0.5": "You divide the ratio high / low by the factor. On a log "
        "scale, divide its logarithm.",
        f"{LOG_REACH} -> factor": "On a log scale you divide and multiply by the factor itself. The width there is "
        "log(high / low). Shrink that by the factor.",
        f"{LOG_REACH} -> (high / low) ** (factor / 2)": "Your range on the log scale grows. Divide its logarithm by "
        "the factor.",
        f"{REACH} -> (high - low) * factor / 2": "Your linear range grows. Divide by the factor.",
        ("middle = best[name] -> middle = (low + high) / 2",): "Your new range lies in the middle of the old one. It "
        "should lie around the best trial.",
        f"(kind, {LOG_CUT}) -> ({LOG_CUT})": "The kind is missing. A space has (kind, low, high) for each name.",
        "    smaller = {} ->     smaller = space": "The old space is changed in place. The caller still needs it, so "
        "make a new dict.",
    },
)
