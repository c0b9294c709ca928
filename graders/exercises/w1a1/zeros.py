"""initialize_parameters_zeros: all weights and all biases zero."""

from graders.checks.probes.values import in_used_memory, without_chance
from graders.exercise import Case, Exercise
from graders.exercises.inputs import layers
from graders.exercises.w1a1.draws import INITIAL_PARAMETERS
from graders.exercises.w1a1.sizes import small
from utils.initializers import initialize_parameters_zeros


def cases(rng):
    return [Case(layers(dims), (dims,)) for dims in small(rng)]


WEIGHTS = "np.zeros((layers_dims[l], layers_dims[l - 1]))"
RANDOM = f"{WEIGHTS} -> np.random.default_rng().standard_normal({WEIGHTS}.shape) * 0.01"
LISTED_BIASES = "np.zeros((layers_dims[l], 1)) -> [[0.0]] * layers_dims[l]"
LISTS = "Your {} are lists. Make arrays, as `np.zeros` does."

zeros = Exercise(
    initialize_parameters_zeros,
    points=10,
    cases=cases,
    probe=without_chance,
    call=in_used_memory,
    mistakes=INITIAL_PARAMETERS
    | {
        f"{WEIGHTS} -> {WEIGHTS} + 1": "Your weights are all one. In this exercise they should all be zero.",
        RANDOM: "Your entries are not set, as after `np.empty`, or are drawn at random. Here they should all be zero.",
        LISTED_BIASES: LISTS.format("biases"),
        (f"{WEIGHTS} -> [[0.0] * layers_dims[l - 1]] * layers_dims[l]", LISTED_BIASES): LISTS.format("parameters"),
        ("l - 1])) -> l - 1]), dtype=int)", ", 1)) -> , 1), dtype=int)"): "Your arrays hold integers. Training needs "
        "fractions, so use a floating-point dtype, NumPy's default.",
    },
)
