"""update_parameters_with_gd: one step of gradient descent."""

from graders.checks.probes.optimizers import looked_at_later
from graders.exercise import Case, Exercise
from graders.exercises.w2a1 import update_rules
from graders.exercises.w2a1.networks import networks_with_gradients
from utils.gradient_descent import update_parameters_with_gd


def cases(rng):
    rates = [0.1, round(float(rng.uniform(0.2, 0.9)), 3), round(float(rng.uniform(1.5, 3)), 3)]
    return [
        Case(f"{label}, learning rate {rate}", (parameters, grads, rate))
        for (label, (parameters, grads)), rate in zip(networks_with_gradients(rng), rates)
    ]


STEP = 'learning_rate * grads["d" + name]'

gd = Exercise(
    update_parameters_with_gd,
    points=10,
    cases=cases,
    call=looked_at_later,
    mistakes=update_rules.family()
    | {
        "learning_rate * ->": "Your step is the whole gradient. The learning rate says how much of it to go.",
        f'{STEP} -> grads["d" + name] / learning_rate': "You divide the gradient by the learning rate. Multiply it.",
        f"value - {STEP} -> value * (1 - {STEP})": "The step is multiplied by the parameter. Subtract it instead.",
        f'value - {STEP} -> (value - learning_rate) * grads["d" + name]': "You subtract the learning rate itself, "
        "and multiply the result by the gradient. Multiply first, and subtract the product.",
        f"value - {STEP} -> {STEP}": "You return the steps. Return the parameters after the step.",
        '{name: value -> {"d" + name: value': "Your keys are those of the gradients. Parameters have their own names.",
    },
)
