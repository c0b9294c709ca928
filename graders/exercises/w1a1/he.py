"""initialize_parameters_he: weights of variance 2 / n_(l-1)."""

import copy  # noqa: F401 (for the edits)

from graders.checks.probes.initialization import four_draws, initial_parameters
from graders.exercise import Exercise
from graders.exercises.w1a1.draws import draw
from graders.exercises.w1a1.sizes import draws
from utils.initializers import initialize_parameters_he

SCALE = "np.sqrt(2 / layers_dims[l - 1])"
OTHER_SCALE = "Your {} layer has a 1 in place of the 2. No ReLU {}, but the rule here is the same for every layer."

he = Exercise(
    initialize_parameters_he,
    points=10,
    cases=draws,
    call=four_draws,
    probe=initial_parameters,
    mistakes={
        f"{SCALE} -> 2 / layers_dims[l - 1]": "The draw is scaled by the variance. Scale it by the standard deviation.",
        f"{SCALE} -> (2 / layers_dims[l - 1]) ** 1 / 2": "`** 1 / 2` takes no root: it divides by 2. Use np.sqrt.",
        "2 / -> 1 /": "Your scale is Xavier's. He initialization has a 2, as ReLU zeroes half of its inputs.",
        f"{SCALE} -> np.sqrt(2 / layers_dims[l])": "Your fraction has the size of the layer itself. A unit sums over "
        "the outputs of the layer before, so the size of that layer counts.",
        "2 / layers_dims[l - 1] -> 2 / (layers_dims[l] + layers_dims[l - 1])": "Your scale is that of Glorot "
        "initialization, which depends on both sizes. He's scale depends only on the size of the layer before.",
        f"{SCALE} -> np.sqrt(2) / layers_dims[l - 1]": "Only the 2 is under the root. The size belongs there too.",
        "2 / layers_dims[l - 1] -> layers_dims[l - 1] / 2": "Your fraction is upside down. More inputs must shrink it.",
        f"{SCALE} -> 1": "The draw is not scaled, so its variance is still 1.",
        f"{SCALE} -> 10": "Your scale is still the 10 of the exercise before.",
        f"{SCALE} -> 10 * {SCALE}": "The 10 of the exercise before is still there. He's scale replaces it.",
        f"{SCALE} -> 2 / np.sqrt(layers_dims[l - 1])": "Only the size is under the root. The 2 belongs there too.",
        "2 / layers_dims[l - 1] -> 2 / (layers_dims[l - 1] + 1)": "The bias is counted as an input. Biases start at 0.",
        f"{SCALE} -> np.sqrt(2 / layers_dims[0])": "All layers use the size of the input, not of the layer before.",
        "2 / -> (1 if l == 1 else 2) /": OTHER_SCALE.format("first", "has cut its inputs"),
        "2 / -> (1 if l == len(layers_dims) - 1 else 2) /": OTHER_SCALE.format("last", "follows it"),
        "2 / -> 2 //": "The fraction is rounded down: `//` is integer division, and 2 // n is 0 for any n above 2.",
        f"{SCALE} -> 0.01": "All your layers have the same small scale. He's depends on the size of the layer before.",
    }
    | draw("scale"),
)
