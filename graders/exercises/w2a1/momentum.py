"""update_parameters_with_momentum: one step along the average of the gradients."""

from graders.checks.probes.optimizers import looked_at_later
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w2a1.networks import averages_of, networks_with_gradients, zeros_of
from utils.optimizers import update_parameters_with_momentum


def cases(rng):
    """A first step, from zeros, and later ones."""
    rows = []
    for i, (label, (parameters, grads)) in enumerate(networks_with_gradients(rng)):
        v = averages_of(grads, rng) if i else zeros_of(grads)
        beta, rate = [0.9, 0.5, 0.75][i], round(float(rng.uniform(0.1, 1)), 3)
        when = "a later step" if i else "the first step"
        rows.append(Case(f"{label}, {when}, beta {beta}, learning rate {rate}", (parameters, grads, v, beta, rate)))
    return rows


V = 'v["d" + name]'

RATE_IN_AVERAGE = (
    "The learning rate went into v. Here v averages the gradients, with weights that add up to one. The rate comes in "
    "with the step."
)

momentum = Exercise(
    update_parameters_with_momentum,
    points=10,
    cases=cases,
    call=looked_at_later,
    returns=("parameters", "v"),
    mistakes={
        "(1 - beta) * ->": "The gradient enters v with its full weight. In an average the weights add up to one.",
        "beta * v[name] + ->": "v is overwritten, and what it remembered is lost. The old v goes into the new one.",
        "beta * v[name] + (1 - beta) -> (1 - beta) * v[name] + beta": "The two weights of the average have changed "
        "places. The past, v, has the weight beta.",
        ("(1 - beta) -> (1 - beta) * learning_rate", "learning_rate * v -> v"): RATE_IN_AVERAGE,
        ("(1 - beta) -> learning_rate", "learning_rate * v -> v"): RATE_IN_AVERAGE,
        "+ (1 - beta) -> - (1 - beta)": "The gradient is subtracted from v. v averages the gradients as they are. The "
        "minus sign comes with the step.",
        ("v = {name -> new = {name", "return parameters, v -> return parameters, new"): "The step uses v as it came "
        "in. First update the average, then make the step with the new v.",
        f"{V} -> {V} / (1 - beta)": "v is divided by 1 - beta for the step. It is an average already, and the step "
        "goes along v as it is.",
        ("v = {name -> new = {name", f"{V} -> new{V[1:]}"): "The v that came in is returned. The next step needs the "
        "new one.",
        f"{V} -> grads{V[1:]}": "The step goes along the gradient. It should go along v.",
    }
    | families.update_rule("v", constants={"beta": 0.9}),
)
