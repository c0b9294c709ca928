"""sigmoid: of numbers of any kind, in any form."""

import numpy as np

from graders.checks import tensorflow_later as tf
from graders.checks.probes.tensors import in_a_form, one_tensor
from graders.exercise import Case, Exercise
from graders.exercises.w3a1 import networks, tensors
from utils import activations


def sigmoid(z):
    return tf.sigmoid(tf.cast(z, tf.float32))


def cases(rng):
    """Numbers of both signs in every form. Large ones, for which exp(z) overflows. Integers and float64."""
    moderate = rng.uniform(0.5, 3, (2, 3)) * [[1, -1, 1], [-1, 1, -1]]
    large = np.array([-200, -95, -4, 0, 4, 95, 200]) + rng.uniform(-1, 1, 7)
    whole = rng.permutation([-3, -1, 0, 1, 2, 4])
    return [
        Case("a tensor of float32", ("a tensor", moderate.astype(np.float32))),
        Case("a tensor of float32 with large numbers", ("a tensor", large.astype(np.float32))),
        Case("a NumPy array of float64", ("a NumPy array", moderate.T.copy())),
        Case("a tensor of float64", ("a tensor", rng.uniform(-3, 3, 4))),
        Case("a tensor of integers", ("a tensor", whole.astype(np.int32))),
        Case("a list of integers", ("a list", whole.tolist())),
        Case("a number", ("a number", float(rng.uniform(0.5, 2)))),
        Case("an integer", ("a number", -int(rng.integers(1, 4)))),
    ]


CAST = "tf.cast(z, tf.float32)"
SIGMOID = f"tf.sigmoid({CAST})"
NO_CONVERSION = "You may use tf.constant or tf.convert_to_tensor. They keep a tensor's dtype. tf.cast changes it."

sigmoid = Exercise(
    sigmoid,
    points=10,
    cases=cases,
    call=in_a_form,
    probe=one_tensor,
    # z and -z are at most 3 where no entry is near 1: rounding z to float32 changes the answer by 3 * 2^-24 of it.
    oracle=lambda form, z: networks.tensor(activations.sigmoid(np.asarray(z, float))),
    mistakes={
        f"{CAST} -> z": "You use z as it comes, and it keeps its dtype. float64 stays float64, and integers have no "
        "sigmoid in TensorFlow. First cast z to float32.",
        f"{SIGMOID} -> tf.cast(tf.sigmoid(z), tf.float32)": "You cast too late. Integers have no sigmoid. Cast z.",
        f"{CAST} -> tf.constant(z, dtype=tf.float32)": NO_CONVERSION,
        f"{CAST} -> tf.convert_to_tensor(z, dtype=tf.float32)": NO_CONVERSION,
        f"{CAST} -> -{CAST}": "The sign in the exponent is wrong. The sigmoid grows with z.",
        f"{SIGMOID} -> 1 / tf.exp(-{CAST})": "The 1 in the denominator is missing. It should be 1 + exp(-z).",
        f"{SIGMOID} -> tf.exp({CAST}) / (1 + tf.exp({CAST}))": "For large z your formula is infinity divided "
        "by infinity, which is NaN. The form with exp(-z) does not overflow like this, nor does TensorFlow's own.",
        "tf.sigmoid -> tf.tanh": "You compute the hyperbolic tangent, which goes from -1 to 1.",
        "tf.sigmoid -> tf.nn.softmax": "You compute a softmax. The sigmoid treats each entry by itself.",
        "tf.sigmoid -> tf.nn.relu": "You compute ReLU. Compute the sigmoid.",
        f"{SIGMOID} -> tf.round({SIGMOID})": "You round the probabilities to 0 and 1.",
        "(z, -> (tf.cast(z, tf.int32),": "You round z to integers before the sigmoid.",
    }
    | tensors.ONE_TENSOR,
)
