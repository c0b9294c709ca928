"""train_step: one step of an optimizer, with gradients from a tape."""

import numpy as np

from graders.checks import tensorflow_later as tf
from graders.checks.probes.tensors import several_steps, trained
from graders.exercise import Case, Change, Exercise
from graders.exercises.makers import instead
from graders.exercises.w3a1.cost import compute_cost  # noqa: F401 (for the edits)
from graders.exercises.w3a1.forward import forward_propagation  # noqa: F401 (for the edits)
from graders.exercises.w3a1.networks import tensor
from utils.optimizers import adam, gd, momentum


def train_step(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    variables = list(parameters.values())
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


# The NumPy notebooks' rules, with their learning rates. A step of momentum is along an average, where Keras has a sum.
RULES = {"gradient descent": (gd, 0.05), "momentum": (momentum, 0.02 / (1 - 0.9)), "Adam": (adam, 0.05)}


def by_numpy(optimizer, steps, compiled, x, counts, factors, parameters):
    """With the gradient by hand, in float64."""
    stretch, exposure = factors
    powers = (stretch * x.astype(float)) ** [[0], [1], [2]]
    theta, losses = {"": np.array([*parameters.values()], float)}, []
    rule, learning_rate = RULES[optimizer]
    update = rule(theta)
    for _ in range(steps):
        log_rate = theta[""] @ powers
        losses.append(tensor(np.mean(exposure * np.exp(log_rate) - counts * log_rate)))
        theta = update(theta, {"d": powers @ (exposure * np.exp(log_rate) - counts) / len(x)}, learning_rate)
    return losses, dict(zip(parameters, theta[""])), steps, False


def cases(rng):
    """With so few counts no gradient is near 0, where Adam makes a large step of a rounding error; nor is a cost."""
    found = []
    for optimizer, steps, compiled in (("gradient descent", 1, False), ("Adam", 3, False), ("momentum", 3, True)):
        x = np.linspace(-1, 1, 12) + rng.uniform(-0.08, 0.08, 12)
        parameters = {"height": 1.0, "slope": rng.uniform(0.5, 1), "bend": -rng.uniform(0.5, 1)}
        counts = np.rint(np.exp(-0.8 - x) * rng.uniform(0.5, 1.5, 12))
        factors = rng.uniform(0.8, 1.25, 2).tolist()
        args = [optimizer, steps, compiled, x.astype(np.float32), counts.astype(np.float32), factors]
        args.append({key: np.array(value, np.float32) for key, value in parameters.items()})
        inside = ", inside tf.function" if compiled else ""
        found.append(Case(f"{steps} step{'s' * (steps > 1)} of {optimizer}{inside}", tuple(args)))
    return found


COST = "cost(forward(X, parameters), Y)"
GRADIENTS = "tape.gradient(loss, variables)"
PAIRS = f"zip({GRADIENTS}, variables)"
APPLY = f"optimizer.apply_gradients({PAIRS})"


def compiled(reference):
    """As @tf.function makes it, for the check; TensorFlow is not imported here."""
    function = instead(lambda reference, *args: reference(*args))(reference)
    function.get_concrete_function = None
    return function


COMPILED = "Your `@tf.function` works with its first optimizer only. Leave it out. Later cells compile your function."
OTHER_OPTIMIZER = "Another optimizer, or your own rule, makes the step. Use `optimizer`, which keeps its averages."
NOT_TAPED = "The tape has not seen how the cost depends on the parameters. Is all of it inside the `with` block?"
KEYS_PAIRED = "`zip` goes through the keys of a dict. Give it the values, also of the gradients if they are in a dict."
NO_NUMBER_YET = "Inside tf.function the cost has no number yet. Return the tensor itself, without float() or .numpy()."

step = Exercise(
    train_step,
    points=10,
    cases=cases,
    call=several_steps,
    probe=trained,
    oracle=by_numpy,
    # In float32, 1 - 0.999^t is off by 3e-5. So are Adam's steps, of 0.2 in all: 2e-5 of the least parameter, 0.3.
    rtol=1e-4,
    mistakes={
        "compiled": Change(compiled, COMPILED),
        f"{APPLY} -> {GRADIENTS}": "The gradients are not applied. The optimizer does that, with apply_gradients.",
        "optimizer.apply -> type(optimizer).from_config(optimizer.get_config()).apply": OTHER_OPTIMIZER,
        "optimizer.apply -> tf.keras.optimizers.Adam(0.003).apply": OTHER_OPTIMIZER,
        f"{APPLY} -> [v.assign_sub(0.01 * g) for v, g in zip(variables, {GRADIENTS})]": OTHER_OPTIMIZER,
        f"{APPLY} -> [optimizer.apply_gradients([pair]) for pair in {PAIRS}]": "You call the optimizer "
        "once for each parameter. One call takes all the pairs, and counts as one step.",
        (f"{COST} -> cost((output := forward(X, parameters)), Y)", "gradient(loss -> gradient(output"): "You ask the "
        "tape for the gradient of the network's output. It should be the gradient of the cost.",
        "), variables)) -> ), parameters))": KEYS_PAIRED,
        f"{APPLY} -> optimizer.apply_gradients(zip(tape.gradient(loss, parameters), parameters))": KEYS_PAIRED,
        f"{APPLY} -> optimizer.apply_gradients(zip(tape.gradient(loss, parameters), variables))": KEYS_PAIRED,
        f"{GRADIENTS}, variables -> variables, {GRADIENTS}": "The gradient and the variable are swapped in the pairs.",
        'list(parameters.values()) -> [value for key, value in parameters.items() if key[0] == "W"]': "Your "
        "optimizer gets no pairs. Do you choose parameters by their names? They may have any names.",
        ("with tf -> logits = forward(X, parameters)\n    with tf", "forward(X, parameters) -> logits"): NOT_TAPED,
        (
            "with tf -> copies = {key: tf.constant(value) for key, value in parameters.items()}\n    with tf",
            "forward(X, parameters) -> forward(X, copies)",
        ): NOT_TAPED,
        f"return loss -> return {COST}": "You compute the cost again after the step. Return the cost before the step.",
        f"{COST} -> cost(Y, forward(X, parameters))": "You give the cost the labels first. The logits come first.",
        f"{PAIRS}) -> pairs := [*{PAIRS}])\n    optimizer.apply_gradients(pairs)": "You apply the gradients twice.",
        f"{GRADIENTS} -> [-gradient for gradient in {GRADIENTS}]": "Your step goes uphill. The optimizer subtracts.",
        "), variables)) -> ), reversed(variables)))": "Your gradients and variables are in different orders.",
        "), variables)) -> ), variables[:1]))": "You update only the first parameter.",
        f'{APPLY} -> if not hasattr(optimizer, "done"):\n        {APPLY}\n    optimizer.done = True': "Only the first "
        "step changes the parameters.",
        "return loss -> return float(loss)": f"The cost comes back as a Python number. {NO_NUMBER_YET}",
        "return loss -> return loss.numpy()": f"The cost comes back as a NumPy number. {NO_NUMBER_YET}",
        ("zip(tape -> zip(gradients := tape", "return loss -> return gradients"): "You return the gradients. Return "
        "the cost before the step.",
        "forward(X -> forward_propagation(X": "Your code may expect parameters named W1, b1 and so on, here or in "
        "your own forward_propagation. They may have any names, and the network is the argument `forward`.",
        "cost(forward -> compute_cost(forward": "You call your own compute_cost. Call the argument `cost` instead.",
        (
            'with tf -> optimizer.steps = getattr(optimizer, "steps", 0) + 1\n    with tf',
            f"{GRADIENTS} -> [gradient / optimizer.steps for gradient in {GRADIENTS}]",
        ): "Your step may count in Python, which runs only once inside tf.function. Use a tf.Variable for the count.",
    },
)
