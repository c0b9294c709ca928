"""backward_propagation_with_regularization: the gradients of the cost with an L2 penalty."""

from graders.checks.probes.gradients import gradients
from graders.exercise import Exercise
from graders.exercises import families
from graders.exercises.w1a2.networks import BIASES_TOO, backward_cases, setting
from utils.network import forward_propagation
from utils.regularization import backward_propagation_with_regularization


def cases(rng):
    """Networks of two, three and four layers, one with square weights, and no penalty at all."""
    rows = [
        ([3, 4, 2, 1], setting(rng, 0.5, 2)),
        ([3, 3, 3, 1], setting(rng, 2, 5)),
        ([2, 5, 1], int(rng.integers(2, 6))),
        ([4, 3, 4, 2, 1], setting(rng, 0.1, 1)),
        ([2, 4, 3, 1], 0.0),
    ]
    return backward_cases(rng, "lambd", rows, 7, lambda X, parameters, lambd: forward_propagation(X, parameters))


WEIGHTS, PLAIN = 'cache[f"W{l}"]', 'grads[f"dW{l}"]'
TERM = f"lambd / m * {WEIGHTS}"

l2_backward = Exercise(
    backward_propagation_with_regularization,
    points=10,
    cases=cases,
    probe=gradients,
    mistakes={
        "lambd / m -> lambd": "lambd is not divided by m. The derivative of the square cancels only the 2.",
        "lambd / m -> lambd / (2 * m)": "W is multiplied by lambd / (2m). The derivative of a square brings a 2.",
        "lambd / m -> 2 * lambd / m": "W is multiplied by 2 lambd / m. The 2 cancels that of lambd / (2m).",
        f'{TERM} -> {TERM}\n        grads[f"db{{l}}"] = grads[f"db{{l}}"] + lambd / m * cache[f"b{{l}}"]': BIASES_TOO,
        f"{TERM} -> {TERM} ** 2": "The weights are still squared. The derivative of a square is linear.",
        f"{WEIGHTS} -> np.sum({WEIGHTS})": "You add up the weights. Each derivative contains one weight alone.",
        f"{WEIGHTS} -> np.sum({WEIGHTS} ** 2)": "You add the penalty itself. Add its derivative for each weight.",
        f"{WEIGHTS} -> np.sign({WEIGHTS})": "You take the derivative of the L1 penalty. L2 penalizes squares.",
        "+ lambd -> - lambd": "The term is subtracted. Gradient descent would then make the weights larger.",
        "lambd / m -> lambd * m": "The term is multiplied by m. Divide by it, as in the cost.",
        "X.shape[-1] -> X.shape[0]": families.FEATURES_FOR_EXAMPLES,
        f"+ {TERM} ->": "These are the plain gradients. The term of the penalty is missing, or under another key.",
        "range(1, number_of_layers(cache) + 1) -> [number_of_layers(cache)]": "Only the last layer gets its term.",
        "(cache) + 1 -> (cache)": "The last layer gets no term. Remember that `range` leaves out its end.",
        "number_of_layers(cache) + 1 -> 4": families.THREE_LAYERS,
        f"{PLAIN} + {TERM} -> {TERM}": "The term of the penalty replaces the gradient. Add it to the gradient.",
        f"{WEIGHTS} -> {PLAIN}": "The gradient is added to itself, scaled. The penalty adds a multiple of W.",
    }
    | families.backward_pass(),
    equivalent={"-1 -> 1": "the last axis of a matrix is its second"},
)
