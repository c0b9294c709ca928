"""compute_cost: the softmax cross-entropy, from logits."""

import numpy as np

from graders.checks import tensorflow_later as tf
from graders.checks.probes.tensors import of_logits, one_tensor
from graders.exercise import Case, Exercise
from graders.exercises.w3a1 import tensors
from graders.exercises.w3a1.networks import cross_entropy_case, tensor


def compute_cost(logits, labels):
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))


def cases(rng):
    """As many examples as classes in one, so that a transposed computation gives a number. Large logits."""
    return [
        Case("5 examples, 3 classes", cross_entropy_case(rng, 5, 3)),
        Case("4 examples, 4 classes", cross_entropy_case(rng, 4, 4)),
        Case("1 example, 5 classes", cross_entropy_case(rng, 1, 5)),
        Case("6 examples, 4 classes, large logits", overflowing_case(rng)),
    ]


def overflowing_case(rng):
    """Drawn again until exp of a logit is infinite in float32, and the probability of the first label is 0."""
    while True:
        logits, labels = cross_entropy_case(rng, 6, 4, scale=60)
        if np.max(logits) > 90 and np.ptp(logits[0]) > 110:
            return logits, labels


def by_numpy(logits, labels):
    """In float64. Float32 is off by 2^-23 of the largest logit. Those of 300 make costs above 7, of 5 above 0.4."""
    losses = np.logaddexp.reduce(logits, axis=1, dtype=float) - np.sum(labels * logits, axis=1)
    return tensor(np.mean(losses), taped=True)


EACH = "tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)"
KERAS = "tf.keras.losses.categorical_crossentropy"
SOFTMAX = "tf.exp(logits) / tf.reduce_sum(tf.exp(logits), axis=1, keepdims=True)"
LOG_SUM = "tf.math.log(tf.reduce_sum(tf.exp(logits), axis=1))"

SWAPPED = "Your labels and logits have changed places."
SIGMOIDS = "You use a sigmoid for each class. Each image has one of the classes, so use softmax."
LOG_OF_EXP = (
    "You may have taken the logarithm of exponentials, or of a softmax. exp overflows for large logits, and 0 has no "
    "logarithm. Compute the cost from the logits, in one function."
)
CLIPPED = (
    "You may have clipped the probabilities, as Keras does, or added a small number to them. Then the cost of a "
    "confident error comes out too small. Use the logits."
)

cost = Exercise(
    compute_cost,
    points=10,
    cases=cases,
    call=of_logits,
    probe=one_tensor,
    oracle=by_numpy,
    mistakes={
        "logits=logits -> logits=tf.nn.softmax(logits)": "You apply softmax twice. The function takes the logits.",
        f"{EACH} -> {KERAS}(labels, logits)": "`from_logits=True` is missing. Keras takes logits for probabilities.",
        f"{EACH} -> {KERAS}(labels, tf.nn.softmax(logits))": CLIPPED,
        f"{EACH} -> -tf.reduce_sum(labels * tf.math.log(tf.nn.softmax(logits)), axis=1)": LOG_OF_EXP,
        f"{EACH} -> -tf.reduce_sum(labels * tf.math.log({SOFTMAX}), axis=1)": LOG_OF_EXP,
        f"{EACH} -> {LOG_SUM} - tf.reduce_sum(labels * logits, axis=1)": LOG_OF_EXP,
        ("=labels -> =logits", "=logits -> =labels"): SWAPPED,
        f"{EACH} -> {KERAS}(logits, labels, from_logits=True)": SWAPPED,
        "tf.reduce_mean -> tf.reduce_sum": "You add up the costs of the examples. Take their mean.",
        "tf.reduce_mean ->": "You return each example's own cost. The cost is their mean, one number.",
        f"{EACH} -> -tf.reduce_sum(labels * (logits - tf.reduce_logsumexp(logits, axis=1)), axis=1)": "A sum or a "
        "maximum over the classes has lost its axis. With `keepdims=True` it stays a column.",
        f"{EACH} -> -labels * tf.nn.log_softmax(logits)": "Your mean goes over the classes too. Sum over the classes.",
        ("=labels -> =tf.transpose(labels)", "=logits -> =tf.transpose(logits)"): "You transpose the logits and the "
        "labels. Rows are examples already, as TensorFlow expects.",
        "nn.softmax -> nn.sigmoid": SIGMOIDS,
        f"{EACH} -> tf.reduce_sum({EACH.replace('softmax', 'sigmoid')}, axis=1)": SIGMOIDS,
        "=labels -> =tf.one_hot(tf.argmax(logits, 1), len(logits[0]))": "Your labels are taken from the logits.",
        "tf.reduce_mean -> -tf.reduce_mean": "Your cost is negative. Is a minus sign missing, or one too many?",
        f"{EACH} -> (tf.nn.softmax(logits) - labels) ** 2": "You compute a squared error, not the cross-entropy.",
        f"tf.reduce_mean({EACH}) -> float(tf.reduce_mean({EACH}))": "You return a number. The tape needs a tensor.",
        "=logits -> =logits.numpy()": tensors.NUMPY_INSIDE,
    }
    | {
        f"{EACH} -> -tf.reduce_sum(labels * tf.math.log(tf.nn.softmax(logits) + {least}), axis=1)": CLIPPED
        for least in (1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
    }
    | tensors.ONE_TENSOR,
)
