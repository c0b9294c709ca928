"""compute_cost_with_regularization: the cross-entropy plus the L2 penalty."""

from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.inputs import network
from graders.exercises.w1a2.networks import BIASES_TOO, label, labels_of, setting
from utils.regularization import compute_cost_with_regularization


def cases(rng):
    """Networks of two, three and four layers, no penalty at all, and logits whose probabilities round to 0 and 1."""
    rows = [
        ([3, 4, 2, 1], setting(rng, 0.5, 2), 2),
        ([2, 5, 1], int(rng.integers(2, 6)), 2),
        ([4, 3, 3, 2, 1], setting(rng, 5, 20), 2),
        ([3, 4, 2, 1], 0.0, 2),
        ([2, 3, 2, 1], setting(rng, 20, 50), 1000),
    ]
    found = []
    for layers_dims, lambd, size in rows:
        m = int(rng.integers(6, 12))
        ZL = size * rng.standard_normal((1, m))
        what = label(layers_dims, m, "lambd", lambd) + (", large logits" if size > 100 else "")
        found.append(Case(what, (ZL, labels_of(rng, m), network(rng, layers_dims), lambd)))
    return found


WEIGHTS = 'parameters[f"W{l}"]'
SQUARES = f"np.sum(np.square({WEIGHTS}))"
CROSS_ENTROPY = "compute_cost(ZL, Y)"
AVERAGED = "The squares are averaged. Add them up instead."
MEAN_OF_ALL = "* squares -> * squares / sum(p.size for name, p in parameters.items() if name[0] == 'W')"

l2_cost = Exercise(
    compute_cost_with_regularization,
    points=10,
    cases=cases,
    mistakes={
        f'{SQUARES} -> {SQUARES} + np.sum(np.square(parameters[f"b{{l}}"]))': BIASES_TOO,
        "(2 * Y.shape[1]) -> 2": "The penalty is not divided by the number of examples, the columns of Y.",
        "(2 * Y.shape[1]) -> Y.shape[1]": "The 2 in the denominator is missing. It cancels the 2 of the derivative.",
        "lambd / (2 * Y.shape[1]) -> lambd": "lambd is not divided by anything. Look at the fraction before the sum.",
        "(2 * Y.shape[1]) -> 2 * Y.shape[1]": "The penalty is multiplied by m. The denominator needs parentheses.",
        'Y.shape[1] -> parameters["W1"].shape[1]': families.FEATURES_FOR_EXAMPLES,
        "np.sum(np.square( -> np.linalg.norm((": "The norms are added up. Add up their squares.",
        "np.square -> np.abs": "The absolute values are added up. That is the L1 penalty. For L2, add up squares.",
        "np.sum(np.square( -> np.square(np.sum(": "The weights are added up before the square. Square each one first.",
        "np.sum -> np.mean": AVERAGED,
        ("np.sum -> np.mean", "(2 * Y.shape[1]) -> 2"): AVERAGED,
        (MEAN_OF_ALL, "(2 * Y.shape[1]) -> 2"): AVERAGED,
        f"np.square({WEIGHTS}) -> {WEIGHTS} @ {WEIGHTS}.T": "`@` is the matrix product. Square each weight instead.",
        "(parameters) + 1 -> (parameters)": "The last layer is left out. Remember that `range` leaves out its end.",
        "squares += -> squares =": "Only the last layer is penalized. Does the loop add to the sum, or replace it?",
        "number_of_layers(parameters) + 1 -> 2": "Only the first layer is penalized. Is the `return` inside the loop?",
        "number_of_layers(parameters) + 1 -> 4": families.THREE_LAYERS,
        f"{WEIGHTS} -> {WEIGHTS}, out={WEIGHTS}": families.IN_PLACE,
        "+ lambd -> - lambd": "The penalty is subtracted from the cost. Large weights should make the cost larger.",
        f"{CROSS_ENTROPY} + ->": "Only the penalty is returned. The cost is the cross-entropy plus the penalty.",
        f"{CROSS_ENTROPY} -> Y.shape[1] * {CROSS_ENTROPY}": "The cross-entropy is added up. It should be a mean.",
        "compute_cost(ZL, -> compute_cost(sigmoid(ZL),": "`compute_cost` gets probabilities. It takes the logits ZL.",
        f"{CROSS_ENTROPY} -> -np.mean(Y * np.log(sigmoid(ZL)) + (1 - Y) * np.log(1 - sigmoid(ZL)))": "The "
        "cross-entropy is computed from probabilities, which round to 0 or 1 for large logits. Use `compute_cost`.",
    },
)
