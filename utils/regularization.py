"""Two cures for overfitting, L2 regularization and inverted dropout, for the network of utils.network.

In an array only the last two axes are looked at, so that networks can be stacked along an axis before them.
"""

import numpy as np

from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, number_of_layers


def compute_cost_with_regularization(ZL, Y, parameters, lambd):
    """The cross-entropy plus lambd / (2 m) times the sum of the squares of all weights, without the biases: a float.

    ZL: logits (1, m).  Y: labels 0 or 1 (1, m).  parameters: "W1", "b1", ..., "WL", "bL".  lambd: 0 or more.
    The penalty is the weight decay of Krogh & Hertz (1992), shared out over the m examples.
    """
    squares = 0
    for l in range(1, number_of_layers(parameters) + 1):
        squares += np.sum(np.square(parameters[f"W{l}"]))
    return compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * squares


def backward_propagation_with_regularization(X, Y, cache, lambd):
    """Gradients of compute_cost_with_regularization: to each dW, lambd / m times W is added.

    X: inputs (n_x, m).  Y: labels 0 or 1 (1, m).  cache: what forward_propagation(X, parameters) returned.
    Returns grads: "dW1", "db1", ..., "dWL", "dbL", each of its parameter's shape.
    """
    m = X.shape[-1]
    grads = backward_propagation(X, Y, cache)
    for l in range(1, number_of_layers(cache) + 1):
        grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / m * cache[f"W{l}"]
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
    cache = {"A0": X, **parameters}
    for l in range(1, L + 1):
        Z = cache[f"W{l}"] @ cache[f"A{l - 1}"] + cache[f"b{l}"]
        cache[f"Z{l}"] = Z
        if l < L:
            D = rng.random(Z.shape) < keep_prob
            cache[f"D{l}"] = D
            cache[f"A{l}"] = relu(Z) * D / keep_prob
    return Z, cache


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    """Gradients of the cost for the masks of the forward pass, by the chain rule, from the last layer to the first.

    A dropped activation passes no gradient back, and the gradient of a kept one is divided by keep_prob, as the
    activation was.

    X: inputs (n_x, m).  Y: labels 0 or 1 (1, m).  cache: what forward_propagation_with_dropout returned.
    keep_prob: the one of that forward pass.
    Returns grads: "dW1", "db1", ..., "dWL", "dbL", each of its parameter's shape. The derivative of ReLU at 0 is 0.
    """
    m = X.shape[-1]
    L = number_of_layers(cache)
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l - 1}"].mT
        grads[f"db{l}"] = np.sum(dZ, axis=-1, keepdims=True)
        if l > 1:
            dA = cache[f"W{l}"].mT @ dZ
            dZ = dA * cache[f"D{l - 1}"] / keep_prob * (cache[f"Z{l - 1}"] > 0)
    return grads
