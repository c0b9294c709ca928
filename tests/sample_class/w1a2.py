"""The sample class of W1A2 Regularization."""

from tests.sample_class.table import Solution, Student, Text

BIAS_SQUARES = 'np.sum(np.square(parameters[f"b{l}"]))'
BIAS_TERM = 'grads[f"db{l}"] = grads[f"db{l}"] + lambd / m * cache[f"b{l}"]'

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways: one vector of weights, binomial masks, dZ returned too",
        {
            "l2-cost": Solution("concat_dot"),
            "l2-backward": Solution("dictcomp"),
            "dropout-forward": Solution("binomial_int"),
            "dropout-backward": Solution("example_by_example"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "L2 right, dropout not begun",
        {"l2-cost": (), "l2-backward": ()},
        rest_right=False,
    ),
    "biases-penalized": Student(
        "the penalty counts the biases, in the cost and in the gradient",
        {
            "l2-cost": f"squares += -> squares += {BIAS_SQUARES} +",
            "l2-backward": f"    return grads -> {' ' * 8}{BIAS_TERM}\n    return grads",
        },
        missed={"l2-cost", "l2-backward"},
    ),
    "never-divided": Student(
        "dropout without the division by keep_prob, forward and backward",
        {"dropout-forward": " / keep_prob ->", "dropout-backward": " / keep_prob ->"},
        missed={"dropout-forward", "dropout-backward"},
    ),
    "seed-inside": Student(
        "draws the masks from a generator of its own: the same in every iteration",
        {
            "dropout-forward": "    L = number ->     rng = np.random.default_rng(1)\n    L = number"
        },
        missed={"dropout-forward"},
    ),
    "lambd-not-shared-out": Student(
        "lambd over 2m in the cost, lambd alone in the gradient",
        {"l2-backward": "lambd / m -> lambd"},
        missed={"l2-backward"},
    ),
    "changes-the-cache": Student(
        "right gradients, but intermediate results are kept in the caller's cache",
        {"dropout-backward": '    for l in ->     cache[f"dZ{L}"] = dZ\n    for l in'},
        missed={"dropout-backward"},
    ),
    "does-not-run": Student(
        "one cell is not Python, another draws from NumPy's global generator",
        {
            "l2-cost": Text(
                "def compute_cost_with_regularization(ZL, Y, parameters, lambd)\n    return compute_cost(ZL, Y)"
            ),
            "dropout-forward": "rng.random(Z.shape) -> np.random.rand(*Z.shape)",
        },
        missed={"l2-cost", "dropout-forward"},
    ),
}
