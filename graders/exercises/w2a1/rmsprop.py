"""update_parameters_with_rmsprop: one step along the gradient, each entry divided by its own recent size.

Where epsilon stands is part of the exercise: the docstring gives the formula, epsilon means the same in every rule, and
under the root 1e-8 would be as much as 1e-4 outside. One case has an epsilon that is large enough to show it.
"""

from graders.checks.probes.optimizers import looked_at_later
from graders.exercise import Case, Exercise
from graders.exercises.inputs import network
from graders.exercises.w2a1 import update_rules
from graders.exercises.w2a1.networks import averages_of, gradients_of, networks_with_gradients, without_unit
from utils.optimizers import initialize_velocity, update_parameters_with_rmsprop


def cases(rng):
    """A first step, a later one, one with an epsilon that counts, and one with a dead unit, whose s is zero."""
    (first, one), (second, two), (third, three) = networks_with_gradients(rng)
    rate = round(float(rng.uniform(0.01, 0.1)), 3)
    dead = network(rng, [3, 4, 1])
    dead_grads = without_unit(gradients_of(dead, rng))
    rows = [
        (f"{first}, the first step, beta 0.9", *one, initialize_velocity(one[0]), 0.9, 0.01, 1e-8),
        (f"{second}, a later step, beta 0.75", *two, averages_of(two[1], rng, square=True), 0.75, rate, 1e-8),
        (f"{third}, epsilon 0.5", *three, averages_of(three[1], rng, square=True), 0.9, rate, 0.5),
        ("layers 3-4-1, one unit dead", dead, dead_grads, initialize_velocity(dead), 0.99, rate, 1e-8),
    ]
    return [Case(label, tuple(args)) for label, *args in rows]


SQUARE = "grads[name] ** 2"

rmsprop = Exercise(
    update_parameters_with_rmsprop,
    points=10,
    cases=cases,
    call=looked_at_later,
    returns=("parameters", "s"),
    mistakes={
        f"{SQUARE} -> np.sum({SQUARE})": "You add up the squares to one number. Each entry has its own average.",
        f"{SQUARE} -> dict(zip(s, grads.values()))[name] ** 2": update_rules.BY_PLACE,
        f"{SQUARE} -> np.abs(grads[name])": "Your s averages absolute values. It should average squares.",
        "grads[name] / -> grads[name] *": "You multiply the gradient by its recent size. It should be divided by it.",
        "return parameters, s -> return parameters, {name: np.sqrt(s[name]) for name in s}": "You return the roots "
        "as s. The next step needs the average of the squares itself.",
        "grads[name] / -> s[name] /": "Your step goes along s. It should go along the gradient, and s only scales it.",
    }
    | update_rules.averages(s="beta")
    | update_rules.root_mean_square("s", "beta")
    | update_rules.family("s", beta=0.9),
)
