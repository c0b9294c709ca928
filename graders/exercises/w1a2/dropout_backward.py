"""backward_propagation_with_dropout: the backward pass for the masks that the forward pass drew."""

import numpy as np

from graders.checks.probes.gradients import gradients
from graders.exercise import Exercise
from graders.exercises import families
from graders.exercises.w1a2.networks import alive, backward_cases, setting
from utils.network import number_of_layers
from utils.regularization import backward_propagation_with_dropout, forward_propagation_with_dropout


def cases(rng):
    """Networks of two, three and four layers, one with square weights, and nothing dropped at all."""

    def forward(X, parameters, keep_prob):
        return forward_propagation_with_dropout(X, parameters, rng, keep_prob)

    rows = [
        ([3, 5, 4, 1], setting(rng, 0.6, 0.9)),
        ([4, 4, 4, 1], setting(rng, 0.5, 0.8)),
        ([2, 6, 1], setting(rng, 0.4, 0.6)),
        ([3, 4, 5, 3, 1], setting(rng, 0.7, 0.9)),
        ([2, 5, 3, 1], 1.0),
    ]
    return backward_cases(rng, "keep_prob", rows, 8, forward, tells)


def tells(X, Y, cache, keep_prob):
    """Whether the masks and ReLU matter in each layer, and no gradient is close to zero."""
    hidden = [(cache[f"Z{l}"], cache[f"D{l}"]) for l in range(1, number_of_layers(cache))]
    matter = keep_prob == 1 or all(np.any(Z[~D] > 0) and np.any(Z[D] < 0) for Z, D in hidden)
    return matter and alive(backward_propagation_with_dropout(X, Y, cache, keep_prob))


MASK, DERIVATIVE = 'cache[f"D{l - 1}"]', '(cache[f"Z{l - 1}"] > 0)'
A = 'cache[f"A{l - 1}"]'
A_DIVIDED = "The activations in dW are divided by keep_prob once too often. Those in the cache are divided already."

dropout_backward = Exercise(
    backward_propagation_with_dropout,
    points=10,
    cases=cases,
    probe=gradients,
    mistakes={
        f" * {MASK} ->": "The mask is not applied. A dropped activation has no effect, so its gradient is zero.",
        " / keep_prob ->": "The gradients are not divided by keep_prob. The activations were, and the chain rule "
        "brings the same factor. In this check the masks in the cache are True and False.",
        f" * {MASK} / keep_prob ->": "This is the backward pass without dropout. The masks and keep_prob are missing.",
        "/ keep_prob -> * keep_prob": "The gradients are multiplied by keep_prob. The forward pass divides by it.",
        "/ keep_prob -> / keep_prob**2": "The gradients are divided by keep_prob twice in each layer. Once is enough.",
        "/ keep_prob -> / (1 - keep_prob)": "The gradients are divided by the probability of dropping, not keeping.",
        f"{MASK} -> ~{MASK}": "The mask is inverted: gradients come back where the activations were dropped.",
        f" * {DERIVATIVE} ->": "The derivative of ReLU is missing. No gradient passes a unit whose Z is negative.",
        "D{l - 1} -> D{l}": "Your mask belongs to another layer. The gradient of A1 needs the mask of A1.",
        f"{MASK} -> np.random.default_rng().random(dA.shape)": "You draw new masks. Use those in the cache.",
        "D{l - 1} -> D1": "You use one mask in all layers. Each layer has its own.",
        f"{MASK} / keep_prob * {DERIVATIVE} -> {A}": "The gradient is multiplied by A. ReLU's derivative is 0 or 1.",
        f"{A}.mT -> ({A} / (keep_prob if l > 1 else 1)).mT": A_DIVIDED,
        f"dZ @ {A}.mT -> dZ @ {A}.mT / keep_prob": A_DIVIDED,
        "np.sum(dZ, -> np.sum(dZ / keep_prob,": "The gradients of the biases are divided by keep_prob once too often.",
        'cache[f"W{l}"].mT -> cache[f"W{l - 1}"].mT': families.WRONG_W,
        'cache[f"W{l}"].mT -> cache[f"W{l}"]': families.WRONG_W,
        "sigmoid( -> (": families.FROM_LOGITS,
    }
    | families.backward_pass(),
    equivalent={
        "-1 -> 1": "the last axis of a matrix is its second",
        "-1 -> 1 (3)": "the last axis of a matrix is its second",
        "cache[f'Z{l - 1}'] > 0 -> cache[f'Z{l - 1}'] >= 0": "no Z is exactly 0",
    },
)
