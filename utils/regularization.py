"""Two cures for overfitting, L2 regularization and inverted dropout, for the network of utils.network.

In an array only the last two axes are looked at, so that networks can be stacked along an axis before them.
"""

import numpy as np

from utils.activations import relu
from utils.backward import backward_propagation
from utils.network import compute_cost, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    """The cross-entropy plus lambd / (2 m) times the sum of the squares of all weights, without the biases: a float.

    ZL: logits (1, m).  Y: labels 0 or 1 (1, m).  parameters: "W1", "b1", ..., "WL", "bL".  lambd: 0 or more.
    The penalty is the weight decay of Krogh & Hertz (1992), shared out over the m examples.
    """
    squares = sum(np.sum(np.square(value)) for name, value in parameters.items() if name.startswith("W"))
    return float(compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * squares)


def backward_propagation_with_regularization(X, Y, cache, lambd):
    """Gradients of compute_cost_with_regularization: to each dW, lambd / m times W is added.

    X: inputs (n_x, m).  Y: labels 0 or 1 (1, m).  cache: what forward_propagation(X, parameters) returned.
    Returns grads: "dW1", "db1", ..., "dWL", "dbL", each of its parameter's shape.
    """
    grads = backward_propagation(X, Y, cache)
    for l in range(1, number_of_layers(cache) + 1):
        grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / X.shape[-1] * cache[f"W{l}"]
    return grads


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    """forward_propagation with inverted dropout in the hidden layers (Srivastava et al., 2014, section 10).

    Each activation is kept with probability keep_prob and divided by it, or else set to 0: its mean stays as it was.

    X: inputs (n_x, m).  parameters: "W1", "b1", ..., "WL", "bL".  rng: the numpy.random.Generator to draw from.
    keep_prob: above 0, at most 1.
    Returns (ZL, cache): as forward_propagation does, but "A1", ..., "A(L-1)" are the activations after dropout, and the
    cache has the masks too: "D1", ..., "D(L-1)", of the shape of A, True where an activation is kept.
    """
    L = number_of_layers(parameters)
    A, cache = X, {"A0": X, **parameters}
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        cache[f"Z{l}"] = Z
        if l < L:
            D = rng.random(Z.shape) < keep_prob
            A = relu(Z) * D / keep_prob
            cache[f"D{l}"], cache[f"A{l}"] = D, A
    return Z, cache


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    """Gradients of the cost for the masks that the forward pass drew: what was dropped passes no error back.

    That is the plain way back through a network whose Z are 0 where they were dropped, so that their ReLU is shut, and
    whose weights above the first layer are divided by keep_prob, as the activations they were multiplied by were.

    X: inputs (n_x, m).  Y: labels 0 or 1 (1, m).  cache: what forward_propagation_with_dropout returned.
    keep_prob: the one of that forward pass.
    Returns grads: "dW1", "db1", ..., "dWL", "dbL", each of its parameter's shape. The slope of ReLU at 0 is taken as 0.
    """
    L = number_of_layers(cache)
    masked = {f"Z{l}": cache[f"Z{l}"] * cache[f"D{l}"] for l in range(1, L)}
    divided = {f"W{l}": cache[f"W{l}"] / keep_prob for l in range(2, L + 1)}
    return backward_propagation(X, Y, cache | masked | divided)
