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
    """The first is square, so that a wrong order gives numbers. One has no hidden layer."""
    sizes = [
        (4, [4, 4, 4, 4], "float32"),
        (6, [5, 4, 3], "float32"),
        (5, [4, 3], "float32"),
        (8, [3, 5, 4, 6, 2], "float32"),
        (2, [3, 4, 2], "float64"),
    ]
    return [
        Case(f"{layers(dims)}, {dtype}", (numbers(rng, m, dims[0], dtype=dtype), network(rng, dims, dtype)))
        for m, dims, dtype in sizes
    ]


W, B = 'parameters[f"W{layer}"]', 'parameters[f"b{layer}"]'
W_LAST, B_LAST = 'parameters[f"W{last}"]', 'parameters[f"b{last}"]'
HIDDEN, LOGITS = f"A @ {W} + {B}", f"A @ {W_LAST} + {B_LAST}"

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
