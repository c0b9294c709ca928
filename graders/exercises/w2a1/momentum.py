"""update_parameters_with_momentum: one step along the average of the gradients."""

from graders.checks.probes.optimizers import looked_at_later
from graders.exercise import Case, Exercise
from graders.exercises.w2a1 import update_rules
from graders.exercises.w2a1.networks import averages_of, networks_with_gradients
from utils.optimizers import initialize_velocity, update_parameters_with_momentum


def cases(rng):
    """A first step, from zeros, and later ones."""
    rows = []
    for i, (label, (parameters, grads)) in enumerate(networks_with_gradients(rng)):
        v = averages_of(grads, rng) if i else initialize_velocity(parameters)
        beta, rate = [0.9, 0.5, 0.75][i], round(float(rng.uniform(0.1, 1)), 3)
        when = "a later step" if i else "the first step"
        rows.append(Case(f"{label}, {when}, beta {beta}, learning rate {rate}", (parameters, grads, v, beta, rate)))
    return rows


V = 'v["d" + name]'

RATE_IN_AVERAGE = "The learning rate went into v. It belongs in the step, and v averages the gradients alone."

momentum = Exercise(
    update_parameters_with_momentum,
    points=10,
    cases=cases,
    call=looked_at_later,
    returns=("parameters", "v"),
    mistakes=update_rules.averages(v="beta")
    | {
        ("(1 - beta) -> (1 - beta) * learning_rate", "learning_rate * v -> v"): RATE_IN_AVERAGE,
        ("(1 - beta) -> learning_rate", "learning_rate * v -> v"): RATE_IN_AVERAGE,
        "+ (1 - beta) -> - (1 - beta)": "You subtract the gradient from v. The minus sign comes with the step.",
        f"{V} -> {V} / (1 - beta)": "You divide v by 1 - beta for the step. It is an average already. Use it as it is.",
        f"{V} -> grads{V[1:]}": "Your step goes along the gradient. It should go along v.",
    }
    | update_rules.family("v", beta=0.9),
)
