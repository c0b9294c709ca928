"""forward_propagation_with_dropout: the forward pass with inverted dropout in the hidden layers."""

import copy  # noqa: F401 (for the edits)

import numpy as np

from graders.checks.probes.dropout import dropout
from graders.exercise import Case, Exercise
from graders.exercises.inputs import network
from graders.exercises.w1a2.networks import label, setting
from utils.regularization import forward_propagation_with_dropout


def cases(rng):
    """Layers large enough to count what is kept, two of the same size, and keep_prob = 1, the plain network."""
    rows = [
        ([4, 30, 20, 1], 120, setting(rng, 0.75, 0.85)),
        ([3, 50, 1], 100, setting(rng, 0.45, 0.55)),
        ([2, 25, 25, 1], 140, setting(rng, 0.58, 0.68)),
        ([5, 25, 20, 25, 1], 110, setting(rng, 0.85, 0.9)),
        ([3, 6, 4, 1], 8, 1.0),
    ]
    found = []
    for layers_dims, m, keep_prob in rows:
        X, parameters = rng.standard_normal((layers_dims[0], m)), network(rng, layers_dims)
        generator = np.random.default_rng(rng.integers(2**32))
        found.append(Case(label(layers_dims, m, "keep_prob", keep_prob), (X, parameters, generator, keep_prob)))
    return found


DRAW, KEPT = "rng.random(Z.shape) < keep_prob", "relu(Z) * D / keep_prob"
DRAW_D0 = "(rng.random(X.shape) < keep_prob)"
REPEATED = f"{DRAW} -> np.broadcast_to(rng.random({{}}) < keep_prob, Z.shape).copy()"
DROPPED_LOGITS = f"Z * ({DRAW}) / keep_prob"
STORED_D, STORED_A = 'cache[f"D{l}"] = D', f'cache[f"A{{l}}"] = {KEPT}'
A_BESIDE_CACHE = ("L = number -> A = X\n    L = number", 'cache[f"A{l - 1}"] -> A')


def first(line):
    """The edit that puts a line before the reference's first."""
    return f"L = number -> {line}\n    L = number"


FIXED_SEED = "Your generator has a fixed seed, so every iteration has the same masks. Draw from the argument `rng`."
NOT_APPLIED = "The mask is drawn but not applied. The dropped activations should be zero."
UNIT_FOR_ALL = "Your mask drops a unit for all examples at once. Draw one number for each entry of A."
SHARED = "Your layers share a mask. Draw one mask after the other from the one `rng`, without copying or restarting it."
LOGITS_DROPPED = "The logits are dropped too. Dropout is for the hidden layers only."

dropout_forward = Exercise(
    forward_propagation_with_dropout,
    points=20,
    cases=cases,
    probe=dropout,
    returns=("ZL", "cache"),
    mistakes={
        f"{STORED_D} -> {STORED_D} / keep_prob": "The mask in the cache is divided by keep_prob. It should be 0 or 1.",
        "D / keep_prob -> D": "The kept activations are not divided by keep_prob, so the mean activation falls.",
        "D / keep_prob -> D * keep_prob": "The kept activations are multiplied by keep_prob. Divide them by it.",
        "D / keep_prob -> D / keep_prob**2": "The kept activations are divided by keep_prob twice. Once is enough.",
        "D / keep_prob -> D / (1 - keep_prob)": "Kept activations are divided by 1 - keep_prob, not by keep_prob.",
        f"{KEPT} -> relu(Z) / keep_prob": NOT_APPLIED,
        f"{KEPT} -> relu(Z)": NOT_APPLIED,
        "D / keep_prob -> D / np.mean(D)": "The kept activations are divided by the fraction kept. Use keep_prob.",
        "* D -> * ~D": "You keep the activations where the mask says to drop them.",
        "< keep_prob -> > keep_prob": "keep_prob is taken for the probability of dropping. Is the comparison reversed?",
        ("< keep_prob -> < 1 - keep_prob", "* D -> * ~D"): "The mask marks what is dropped, not what is kept.",
        "rng.random -> rng.standard_normal": "Your mask comes from normal numbers. `rng.random` draws uniform ones.",
        "< keep_prob -> < 0.5": "Half of your units are kept, whatever keep_prob is.",
        f"{DRAW} -> rng.random(Z.shape)": "Your mask holds the random numbers themselves. Compare them with keep_prob.",
        REPEATED.format("(len(Z), 1)"): UNIT_FOR_ALL,
        "Z.shape -> (len(Z), 1)": UNIT_FOR_ALL,
        REPEATED.format("(1, Z.shape[1])"): "Your mask drops all units of an example. Draw a number for each entry.",
        REPEATED.format("(1, 1)"): "A single number decides for a whole layer. Tell the generator which shape to draw.",
        (first("common = rng.random((99, X.shape[1])) < keep_prob"), f"{DRAW} -> common[: len(Z)]"): SHARED,
        (first("seed = rng.integers(2**32)"), "rng.random -> np.random.default_rng(seed).random"): SHARED,
        first("rng = np.random.default_rng(1)"): FIXED_SEED,
        "rng.random -> np.random.default_rng(3).random": FIXED_SEED,
        first("rng = np.random.default_rng()"): "Your masks do not come from `rng`. Do you use NumPy's global "
        "generator or one of your own? Then nobody can repeat a run.",
        first("rng = copy.deepcopy(rng)"): "The masks come from a copy of `rng`, so every iteration repeats them.",
        first(f"X = X * {DRAW_D0} / keep_prob"): "The input is dropped too. Dropout is for the hidden layers only.",
        first(f"X *= {DRAW_D0}; X /= keep_prob"): "X itself is dropped, by `*=`. Only hidden layers have dropout.",
        f"return Z, -> return {DROPPED_LOGITS},": LOGITS_DROPPED,
        f'return Z, -> Z = cache[f"Z{{L}}"] = {DROPPED_LOGITS}\n    return Z,': LOGITS_DROPPED,
        "return Z, -> return relu(Z),": "Your last layer has a ReLU. Return its logits as they are, of either sign.",
        "return Z, -> return sigmoid(Z),": "You return probabilities. Return logits. The cost is computed from them.",
        "relu(Z) -> Z": "The ReLU is missing in the hidden layers.",
        "relu(Z) -> sigmoid(Z)": "Your hidden layers have a sigmoid. They should have a ReLU.",
        f"{STORED_D} -> pass": 'The masks are not in the cache. The backward pass needs them as "D1", "D2" and so on.',
        "return Z, cache -> return Z": "You return only the logits. Return the cache too.",
        (*A_BESIDE_CACHE, f'{STORED_A} -> A = {KEPT}; cache[f"A{{l}}"] = relu(Z)'): "Your cache holds the "
        "activations from before dropout. The backward pass needs those that the next layer received.",
        (*A_BESIDE_CACHE, f"{STORED_A} -> A = relu(Z); {STORED_A}"): "The next layer gets activations without dropout.",
        f'{STORED_D} -> {STORED_D}; cache[f"Z{{l}}"] = Z * D': "Your cache has a masked Z. Store it before dropout.",
    },
    equivalent={
        f"{DRAW} -> rng.random(Z.shape) <= keep_prob": "they differ only if a random number is keep_prob itself",
        "l < L -> l <= L": "a mask and activations of the last layer come into the cache, and nothing is made of them",
    },
)
