"""wilson_interval: which true errors are compatible with what was counted."""

from graders.checks.probes.evaluation import interval
from graders.exercise import Case, Exercise
from utils.evaluation import wilson_interval


def cases(rng):
    """A few wrong, none, all, a small set, a large one, another z."""
    rows = [
        (int(rng.integers(3, 20)), 100, 1.96),
        (0, int(rng.integers(20, 60)), 1.96),
        (int(rng.integers(30, 60)), 1000, 1.645),
        (25, 25, 2.576),
        (int(rng.integers(1, 4)), 12, 1.96),
    ]
    return [Case(f"{wrong} of {m} wrong, z = {z}", (wrong, m, z)) for wrong, m, z in rows]


SPREAD = "error * (1 - error) / m + z**2 / (4 * m**2)"
LOW, HIGH = "(centre - distance) / (1 + z**2 / m)", "(centre + distance) / (1 + z**2 / m)"

wilson = Exercise(
    wilson_interval,
    points=10,
    cases=cases,
    probe=interval,
    mistakes={
        (
            " + z**2 / (2 * m) ->",
            " + z**2 / (4 * m**2) ->",
            " / (1 + z**2 / m) ->",
        ): "You compute the plain interval, error plus and minus z standard deviations. It has no width if nothing "
        "is wrong. Wilson's has three more terms with z².",
        f"np.sqrt({SPREAD}) -> ({SPREAD})": "The root is missing.",
        " / (1 + z**2 / m) ->": "The division by 1 + z²/m is missing.",
        f"{LOW}, {HIGH} -> centre - distance / (1 + z**2 / m), centre + distance / (1 + z**2 / m)": "Only the "
        "distance is divided by 1 + z²/m. Divide the centre too.",
        f"{LOW}, {HIGH} -> centre / (1 + z**2 / m) - distance, centre / (1 + z**2 / m) + distance": "Only the centre "
        "is divided by 1 + z²/m. Divide the distance too.",
        " + z**2 / (2 * m) ->": "Your centre is the observed error alone. Wilson's centre is pulled towards 1/2, by "
        "the term z²/(2m).",
        " + z**2 / (4 * m**2) ->": "The term z²/(4m²) is missing under the root.",
        "z**2 / (2 * m) -> z**2 / m": "The 2 is missing in the term of the centre, z²/(2m).",
        "z**2 / (2 * m) -> z**2 / 2 * m": "`/ 2 * m` multiplies by m. The denominator needs parentheses.",
        "z**2 / (4 * m**2) -> z**2 / (4 * m)": "The square of m may be missing in the last term under the root, "
        "z²/(4m²).",
        "z**2 / (4 * m**2) -> z**2 / (2 * m**2)": "The last term under the root has a 2 in place of the 4 in its "
        "denominator.",
        "z**2 / (4 * m**2) -> z**2 / 4 * m**2": "`/ 4 * m**2` multiplies by m². The denominator needs parentheses.",
        "error * (1 - error) / m -> error * (1 - error)": "You have the variance of one example under the root. That "
        "of a mean of m examples is m times smaller.",
        "error * (1 - error) / m -> error / m": "The factor 1 - error is missing under the root.",
        "distance = z * -> distance =": "The factor z is missing before the root.",
        "distance = z * -> distance = z / 2 *": "You halve the distance. z standard deviations lie on either side.",
        "distance = z * -> distance = z**2 *": "The root is multiplied by z². Multiply it by z.",
        "z -> 1.96": "Your z is always 1.96. Use the argument.",
        "wrong / m -> 1 - wrong / m": "Your interval is that of the accuracy. It should be that of the error.",
        f"{LOW}, {HIGH} -> 100 * {LOW}, 100 * {HIGH}": "Your bounds are in percent. Return fractions.",
        f"{LOW}, {HIGH} -> {HIGH}, {LOW}": "You return the upper bound first. Return low, then high.",
        f"{LOW}, {HIGH} -> centre / (1 + z**2 / m), distance / (1 + z**2 / m)": "You return the centre and the "
        "distance. Return the two ends.",
    },
)
