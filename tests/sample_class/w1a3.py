"""The sample class of W1A3 Gradient Checking."""

from tests.sample_class.table import Solution, Student

STABLE = "max(z, 0) + np.log1p(np.exp(-abs(z)))"
SIGMOID, RATIO = "sigmoid(theta * x)", "np.exp(theta * x) / (1 + np.exp(theta * x))"

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways: one long vector, a loop over the layers",
        {
            "forward": Solution("logaddexp"),
            "backward": Solution("tanh"),
            "check": Solution("arrays"),
            "check-n": Solution("one_long_vector"),
            "repair": Solution("loop_with_einsum"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "the check of one weight is right, the network not begun",
        {"forward": (), "backward": (), "check": ()},
        rest_right=False,
    ),
    "one-sided": Student(
        "takes a step to the right alone, in both checks",
        {
            "check": (
                "forward(x, theta - epsilon) -> forward(x, theta)",
                "(2 * epsilon) -> epsilon",
            ),
            "check-n": (
                "cost({name: value - step}) -> cost({})",
                "(2 * epsilon) -> epsilon",
            ),
        },
        missed={"check", "check-n"},
    ),
    "overflows": Student(
        "computes exp(theta x) as it stands",
        {
            "forward": f"{STABLE} -> np.log(1 + np.exp(z))",
            "backward": f"{SIGMOID} -> {RATIO}",
        },
        missed={"forward", "backward"},
    ),
    "leaves-a-trace": Student(
        "moves the entries of the caller's parameters, and back by adding",
        {"check-n": Solution("moved_back_by_adding")},
        missed={"check-n"},
    ),
    "one-bug-left": Student(
        "repairs the bias and misses the mask",
        {"repair": '(cache["A1"] > 0) -> (cache["A1"] >= 0)'},
        missed={"repair"},
    ),
    "lengths-compared": Student(
        "compares the norms of the gradients, and repairs only the mask",
        {
            "check-n": "np.linalg.norm(num - ana) -> abs(np.linalg.norm(num) - np.linalg.norm(ana))",
            "repair": "db2 = np.sum -> db2 = np.mean",
        },
        missed={"check-n", "repair"},
    ),
}
