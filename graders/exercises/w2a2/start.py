"""initialize_batch_norm: a scale of 1 and a shift of 0 for each hidden unit."""

import numpy as np  # noqa: F401 (for the edits)

from graders.checks.probes.values import without_chance
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.inputs import layers
from graders.exercises.w2a2.networks import NEW_DICT, NO_OUTPUT
from utils.batch_norm import initialize_batch_norm


def cases(rng):
    """Networks of two to five layers, and one without a hidden layer."""
    n = [int(k) for k in rng.integers(2, 8, 6)]
    rows = [[n[0], n[1] + 8, 1], [3, 4, 2, 1], [2, n[2], n[3], n[4], n[5], 1], [4, 4, 4, 1], [5, 1]]
    return [Case(layers(dims), (dims,)) for dims in rows]


GAMMA_SHAPE = "np.ones((layers_dims[l], 1))"
BETA_SHAPE = "np.zeros((layers_dims[l], 1))"

start = Exercise(
    initialize_batch_norm,
    points=10,
    cases=cases,
    probe=without_chance,
    mistakes={
        f"{GAMMA_SHAPE} -> np.random.default_rng().random((layers_dims[l], 1))": "You may have drawn gamma or beta "
        "at random. Start with scale 1 and shift 0 in every unit. The random weights break the symmetry.",
        "len(layers_dims) - 1 -> len(layers_dims)": NO_OUTPUT,
        "range(1, len(layers_dims) - 1) -> range(len(layers_dims) - 1)": "You normalize the input too. The first "
        "hidden layer has number 1.",
        "len(layers_dims) - 1 -> len(layers_dims) - 2": "The last hidden layer is missing. Remember that `range` "
        "leaves out its end.",
        "np.ones -> np.zeros": "Your gamma is zero, so every hidden layer gives zero whatever its input. Start with "
        "scale 1.",
        "np.zeros -> np.ones": "Your beta is one. A shift of 0 leaves the normalized values where they are.",
        ("np.ones -> np.zeros", "np.zeros -> np.ones"): "Your gamma and beta have each other's start. gamma "
        "multiplies, so it starts at 1. beta is added, so it starts at 0.",
        (f"{GAMMA_SHAPE} -> np.ones(layers_dims[l])", f"{BETA_SHAPE} -> np.zeros(layers_dims[l])"): "Your gamma and "
        "beta have one axis. They should be columns, so that they fit beside Z with its examples in columns.",
        (
            f"{GAMMA_SHAPE} -> np.ones(layers_dims[l], 1)",
            f"{BETA_SHAPE} -> np.zeros(layers_dims[l], 1)",
        ): families.SHAPE_IN_TWO,
        (f"{GAMMA_SHAPE} -> np.ones((1, layers_dims[l]))", f"{BETA_SHAPE} -> np.zeros((1, layers_dims[l]))"): "Your "
        "gamma and beta are rows. A unit's numbers stand in its row of Z, so they have to be columns.",
        "layers_dims[l] -> layers_dims[l - 1]": "Your gamma and beta have the size of the layer before. They act on "
        "Z of their own layer.",
        (
            f"{GAMMA_SHAPE} -> np.ones((layers_dims[l], layers_dims[l - 1]))",
            f"{BETA_SHAPE} -> np.zeros((layers_dims[l], layers_dims[l - 1]))",
        ): "Your gamma and beta have the shape of W. Each unit has one scale and one shift.",
        (f"{GAMMA_SHAPE} -> 1.0", f"{BETA_SHAPE} -> 0.0"): "Your gamma and beta are single numbers. Each unit learns "
        "a scale and a shift of its own.",
        ('f"gamma{l}" -> "gamma"', 'f"beta{l}" -> "beta"'): "Your keys have no number, so each layer overwrites the "
        'one before. They are "gamma1", "beta1" and so on.',
        'parameters[f"gamma{l}"] = -> parameters = {}; parameters[f"gamma{l}"] =': NEW_DICT,
        ("gamma{l} -> gamma{l - 1}", "beta{l} -> beta{l - 1}"): "Your keys count from 0. The first hidden layer is 1.",
    },
)
