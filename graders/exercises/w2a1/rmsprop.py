"""update_parameters_with_rmsprop: one step along the gradient, each entry divided by its own recent size.

Where epsilon stands is part of the exercise: the docstring gives the formula, epsilon means the same in every rule, and
under the root 1e-8 would be as much as 1e-4 outside. One case has an epsilon that is large enough to show it.
"""

from graders.checks.probes.optimizers import looked_at_later
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.inputs import network
from graders.exercises.w2a1.networks import averages_of, gradients_of, networks_with_gradients, without_unit, zeros_of
from utils.optimizers import update_parameters_with_rmsprop


def cases(rng):
    """A first step, a later one, one with an epsilon that counts, and one with a dead unit, whose s is zero."""
    (first, one), (second, two), (third, three) = networks_with_gradients(rng)
    rate = round(float(rng.uniform(0.01, 0.1)), 3)
    dead = network(rng, [3, 4, 1])
    dead_grads = without_unit(gradients_of(dead, rng))
    rows = [
        (f"{first}, the first step, beta 0.9", *one, zeros_of(one[1]), 0.9, 0.01, 1e-8),
        (f"{second}, a later step, beta 0.75", *two, averages_of(two[1], rng, square=True), 0.75, rate, 1e-8),
        (f"{third}, epsilon 0.5", *three, averages_of(three[1], rng, square=True), 0.9, rate, 0.5),
        ("layers 3-4-1, one unit dead", dead, dead_grads, zeros_of(dead_grads), 0.99, rate, 1e-8),
    ]
    return [Case(label, tuple(args)) for label, *args in rows]


DENOMINATOR = "(np.sqrt(s[name]) + epsilon)"
SQUARE = "grads[name] ** 2"
NEW_S = "s = {name: beta -> new = {name: beta"

NOT_SQUARED = "s averages the gradients. It should average their squares, which have no sign."

rmsprop = Exercise(
    update_parameters_with_rmsprop,
    points=10,
    cases=cases,
    call=looked_at_later,
    returns=("parameters", "s"),
    mistakes={
        f"{DENOMINATOR} -> np.sqrt(s[name] + epsilon)": families.EPSILON_INSIDE,
        f"{DENOMINATOR} -> np.sqrt(s[name])": families.NO_EPSILON,
        f"{DENOMINATOR} -> np.sqrt(s[name]) + epsilon": families.EPSILON_ON_FRACTION,
        (f"{DENOMINATOR} -> np.sqrt(s[name])", '["d" + name] for -> ["d" + name] + epsilon for'): families.EPSILON_LAST,
        f"{SQUARE} -> grads[name]": NOT_SQUARED,
        (f"{SQUARE} -> grads[name]", "np.sqrt(s[name]) -> np.sqrt(np.abs(s[name]))"): NOT_SQUARED,
        "** 2 -> ^ 2": families.CARET,
        f"{SQUARE} -> np.sum({SQUARE})": "The squares are added up to one number for the whole array. Every entry has "
        "an average of its own.",
        f"{SQUARE} -> np.abs(grads[name])": "s averages the absolute values of the gradients. It should average their "
        "squares.",
        "(1 - beta) * ->": "The square enters s with its full weight. In an average the weights add up to one.",
        "beta * s[name] + ->": "s is overwritten, and what it remembered is lost. The old s goes into the new one.",
        "beta * s[name] + (1 - beta) -> (1 - beta) * s[name] + beta": "The two weights of the average have changed "
        "places. The past, s, has the weight beta.",
        f"(1 - beta) * {SQUARE} -> ((1 - beta) * grads[name]) ** 2": "1 - beta is squared with the gradient. Square "
        "the gradient alone.",
        "np.sqrt(s[name]) -> s[name]": "The square root is missing: the gradient is divided by an average of squares.",
        "grads[name] / -> grads[name] *": "The gradient is multiplied by its recent size. It should be divided by it.",
        (NEW_S, "return parameters, s -> return parameters, new"): "The step uses s as it came in. First update the "
        "average, then make the step with the new s.",
        (NEW_S, "sqrt(s -> sqrt(new"): "The s that came in is returned. The next step needs the new one.",
        "grads[name] / -> s[name] /": "The step goes along s. It should go along the gradient, and s only scales it.",
    }
    | families.update_rule("s", constants={"beta": 0.9}),
)
