"""The sample class of W1A1 Initialization."""

from tests.sample_class.table import Solution, Student, Text

BIASES = "np.zeros((layers_dims[l], 1))"
BIASES_DRAWN = f"{BIASES} -> rng.standard_normal((layers_dims[l], 1))"

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways: a comprehension, and zeros that are filled last layer first",
        {
            "zeros": Solution("one_comprehension"),
            "random": Text(
                "def initialize_parameters_random(layers_dims, rng):\n"
                "    parameters = initialize_parameters_zeros(layers_dims)\n"
                "    for l in reversed(range(1, len(layers_dims))):\n"
                '        rows, columns = parameters[f"W{l}"].shape\n'
                "        for row in range(rows):\n"
                '            parameters[f"W{l}"][row, :] = rng.normal(loc=0.0, scale=10.0, size=columns)\n'
                "    return parameters\n"
            ),
            "he": Text(
                "import math\n\n"
                "def initialize_parameters_he(layers_dims, rng):\n"
                "    parameters = initialize_parameters_zeros(layers_dims)\n"
                "    for l, n_in in enumerate(layers_dims[:-1], start=1):\n"
                '        parameters[f"W{l}"] = rng.normal(0, math.sqrt(2 / n_in), (layers_dims[l], n_in))\n'
                "    return parameters\n"
            ),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "two exercises right, the third not begun",
        {"zeros": (), "random": ()},
        rest_right=False,
    ),
    "seed-inside": Student(
        "draws from a generator of its own: the same weights every time",
        {
            "random": "parameters = {} -> rng = np.random.default_rng(3)\n    parameters = {}"
        },
        missed={"random"},
    ),
    "variance-for-deviation": Student(
        "scales He's weights by the variance, not by its square root",
        {"he": "np.sqrt(2 / layers_dims[l - 1]) -> 2 / layers_dims[l - 1]"},
        missed={"he"},
    ),
    "biases-drawn": Student(
        "draws the biases too, in both exercises that draw",
        {"random": BIASES_DRAWN, "he": BIASES_DRAWN},
        missed={"random", "he"},
    ),
    "fixed-sizes": Student(
        "zeros for a network of three layers and no other",
        {"zeros": Solution("three_layers")},
        missed={"zeros"},
    ),
    "does-not-run": Student(
        "one cell is not Python, another uses a name that does not exist",
        {
            "random": Text(
                "def initialize_parameters_random(layers_dims, rng):\n"
                "    for l in range(1, len(layers_dims))\n"
                '        parameters["W" + str(l)] = rng.standard_normal((layers_dims[l], layers_dims[l - 1]) * 10\n'
            ),
            "he": "layers_dims -> layer_dims",
        },
        missed={"random", "he"},
    ),
}
