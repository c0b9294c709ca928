"""forward_propagation: the logits of a network of any depth."""

import numpy as np  # noqa: F401 (for the edits)

from graders.checks import tensorflow_later as tf
from graders.checks.probes.tensors import of_parameters, one_tensor_as_precise_as_its_input
from graders.exercise import Case, Exercise
from graders.exercises.inputs import layers
from graders.exercises.w3a1 import tensors
from graders.exercises.w3a1.networks import network, numbers, right_logits


def forward_propagation(X, parameters):
    last = len(parameters) // 2
    A = X
    for layer in range(1, last):
        A = tf.nn.relu(A @ parameters[f"W{layer}"] + parameters[f"b{layer}"])
    return A @ parameters[f"W{last}"] + parameters[f"b{last}"]


def cases(rng):
    """The first is square, so that a wrong order gives numbers. One has no hidden layer. In the last one, which is
    square too, neither the order of the dict nor that of the names as text is the layers' order."""
    sizes = [(4, [4, 4, 4, 4]), (6, [5, 4, 3]), (5, [4, 3]), (8, [3, 5, 4, 6, 2])]
    found = [Case(f"{layers(dims)}, float32", (numbers(rng, m, dims[0]), network(rng, dims))) for m, dims in sizes]
    deep = sorted(network(rng, [4] * 11, "float64").items(), key=lambda item: -int(item[0][1:]))
    X = numbers(rng, 2, 4, dtype="float64")
    return [*found, Case("10 layers of 4, the last one first in the dict, float64", (X, dict(deep)))]


W, B = 'parameters[f"W{layer}"]', 'parameters[f"b{layer}"]'
W_LAST, B_LAST = 'parameters[f"W{last}"]', 'parameters[f"b{last}"]'
HIDDEN, LOGITS = f"A @ {W} + {B}", f"A @ {W_LAST} + {B_LAST}"
TAKEN, NAMES = "= X -> = X\n    parameters = dict(zip", '[k + str(l) for l in range(1, last + 1) for k in "Wb"]'
BY_NUMBER, AS_TEXT = f"sorted({NAMES}, key=lambda k: (k[0], len(k)))", "[parameters[k] for k in sorted(parameters)]"

forward = Exercise(
    forward_propagation,
    points=10,
    cases=cases,
    call=of_parameters,
    probe=one_tensor_as_precise_as_its_input,
    oracle=right_logits,
    rtol=1e-4,  # in float32 20,000 draws were within 3e-6: where the last layer cancels, rounding before it shows
    mistakes={
        f"{LOGITS} -> tf.nn.softmax({LOGITS})": "Your last layer ends in a softmax. The cost needs the logits.",
        f"{LOGITS} -> tf.sigmoid({LOGITS})": "Your last layer ends in a sigmoid. Return logits, without activation.",
        f"{LOGITS} -> tf.nn.relu({LOGITS})": "Your last layer has a ReLU too. Logits may be negative.",
        "= X -> = tf.nn.relu(X)": "You apply ReLU to X too. It comes after a layer, and X has not been through one.",
        "tf.nn.relu ->": "The activation is missing. Without ReLU the whole network is one linear function.",
        "tf.nn.relu -> tf.sigmoid": "Your hidden layers use the sigmoid. They should use ReLU.",
        "tf.nn.relu -> tf.tanh": "Your hidden layers use tanh. They should use ReLU.",
        f"tf.nn.relu({HIDDEN}) -> (tf.nn.relu if layer < last - 1 else tf.identity)({HIDDEN})": "Your last hidden "
        "layer has no ReLU. Only the output layer should have none.",
        f"{LOGITS} -> A": "The last layer is missing. You return the activations before it.",
        "len(parameters) // 2 -> len(parameters)": "You look for a layer after the last one. Each has two parameters.",
        f"{TAKEN}({NAMES}, parameters.values()))": "You take layers by their order in the dict. Use the names.",
        f"{TAKEN}({BY_NUMBER}, {AS_TEXT}))": "You sort the names as text. So W10 comes before W2.",
        "len(parameters) // 2 -> 3": "Your network always has three layers. Count them in `parameters`.",
        "A @ -> X @": "All your layers start from X again. Each should start from the activations of the layer before.",
        (f" + {B} ->", f" + {B_LAST} ->"): "The biases are missing.",
        (f"A @ {W} -> {W} @ A", f"A @ {W_LAST} -> {W_LAST} @ A"): tensors.ROWS,
        (f"{W} -> tf.transpose({W})", f"{W_LAST} -> tf.transpose({W_LAST})"): tensors.TRANSPOSED,
        "= X -> = tf.cast(X, tf.float32)": tensors.FLOAT32,
        f"{LOGITS} -> {LOGITS}, {{}}": "You return a cache too. The tape replaces it, so return the logits alone.",
        "= X -> = X.numpy()": tensors.NUMPY_INSIDE,
        f"tf.nn.relu({HIDDEN}) -> np.maximum({HIDDEN}, 0)": tensors.NUMPY_INSIDE,
    }
    | tensors.ONE_TENSOR,
)
