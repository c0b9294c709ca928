"""backward_propagation_with_dropout: the backward pass for the masks that the forward pass drew."""

import numpy as np

from graders.checks.probes.gradients import gradients
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w1a2.networks import backward_inputs, label, setting
from utils.regularization import backward_propagation_with_dropout, forward_propagation_with_dropout


def cases(rng):
    """Networks of two, three and four layers, one with square weights, and nothing dropped at all."""
    rows = [
        ([3, 5, 4, 1], setting(rng, 0.6, 0.9)),
        ([4, 4, 4, 1], setting(rng, 0.5, 0.8)),
        ([2, 6, 1], setting(rng, 0.4, 0.6)),
        ([3, 4, 5, 3, 1], setting(rng, 0.7, 0.9)),
        ([2, 5, 3, 1], 1.0),
    ]
    found = []
    for layers_dims, keep_prob in rows:
        m = int(rng.integers(8, 13))
        inputs = telling_inputs(rng, layers_dims, m, keep_prob)
        found.append(Case(label(layers_dims, m, "keep_prob", keep_prob), (*inputs, keep_prob)))
    return found


def telling_inputs(rng, layers_dims, m, keep_prob):
    """X, Y and a cache, drawn again until the masks and ReLU matter in each layer and no gradient is close to zero."""

    def forward(X, parameters):
        return forward_propagation_with_dropout(X, parameters, rng, keep_prob)

    while True:
        X, Y, cache = backward_inputs(rng, layers_dims, m, forward)
        grads = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        hidden = [(cache[f"Z{l}"], cache[f"D{l}"]) for l in range(1, len(layers_dims) - 1)]
        matter = keep_prob == 1 or all(np.any(Z[~D] > 0) and np.any(Z[D] < 0) for Z, D in hidden)
        if matter and all(np.max(np.abs(grad)) > 0.01 for grad in grads.values()):
            return X, Y, cache


MASK, DERIVATIVE = 'cache[f"D{l - 1}"]', '(cache[f"Z{l - 1}"] > 0)'
WEIGHTS_GRADIENT = 'dZ @ cache[f"A{l - 1}"].mT'
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
        "/ keep_prob -> * keep_prob": "The gradients are multiplied by keep_prob. Divide by it, as the forward pass "
        "did.",
        "/ keep_prob -> / keep_prob**2": "The gradients are divided by keep_prob twice in each layer. Once is enough.",
        "/ keep_prob -> / (1 - keep_prob)": "The gradients are divided by the probability of dropping. Divide by "
        "keep_prob.",
        f"{MASK} -> ~{MASK}": "The mask is inverted: gradients come back where the activations were dropped.",
        f" * {DERIVATIVE} ->": "The derivative of ReLU is missing. No gradient passes a unit whose Z is negative.",
        "D{l - 1} -> D{l}": "Your mask belongs to another layer. The gradient of A1 needs the mask of A1.",
        f"{MASK} -> np.random.default_rng().random(dA.shape)": "Your backward pass draws masks of its own. Use those "
        "of the forward pass, which are in the cache.",
        "D{l - 1} -> D1": "You use one mask in all layers. Each layer has its own.",
        f'{MASK} / keep_prob * {DERIVATIVE} -> cache[f"A{{l - 1}}"]': "You multiply the gradient by the activation. "
        "It needs the derivative of ReLU, which is 0 or 1.",
        'cache[f"A{l - 1}"].mT -> (cache[f"A{l - 1}"] / (keep_prob if l > 1 else 1)).mT': A_DIVIDED,
        f"{WEIGHTS_GRADIENT} -> {WEIGHTS_GRADIENT} / keep_prob": A_DIVIDED,
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
