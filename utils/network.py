"""An L-layer network for two classes: forward pass, cost, prediction.

Columns are examples. Hidden layers are ReLU; the output is one sigmoid unit, and its logits ZL are what a pass returns.
The backward pass is in utils.backward.
"""

import numpy as np

from utils.activations import relu


def number_of_layers(arrays):
    """L, counted by the weights "W1", ..., "WL" in a dict of parameters or in a cache."""
    return sum(name.startswith("W") for name in arrays)


def forward_propagation(X, parameters):
    """LINEAR -> RELU, L-1 times, then LINEAR.

    X: inputs (n_x, m).
    parameters: "W1" (n_1, n_x), "b1" (n_1, 1), ..., "WL" (1, n_(L-1)), "bL" (1, 1).
    Returns (ZL, cache): the logits (1, m), and all that the backward pass needs, by its name in the mathematics:
    "A0" (which is X), "W1", "b1", "Z1", "A1", ..., "WL", "bL", "ZL".
    """
    L = number_of_layers(parameters)
    cache = {"A0": X}
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ cache[f"A{l - 1}"] + b
        cache[f"W{l}"], cache[f"b{l}"], cache[f"Z{l}"] = W, b, Z
        if l < L:
            cache[f"A{l}"] = relu(Z)
    return Z, cache


def losses(ZL, Y):
    """Cross-entropy of sigmoid(ZL) against Y, example by example: -[y log(a) + (1 - y) log(1 - a)], in nats.

    ZL: logits (1, m).  Y: labels 0 or 1 (1, m).  Returns the same shape.

    With a = sigmoid(z) the loss of an example is max(z, 0) - z y + log(1 + exp(-|z|)): the same number, and finite for
    any finite logit, where log(a) would be log(0) as soon as a rounds to 0.
    """
    return np.maximum(ZL, 0.0) - ZL * Y + np.log1p(np.exp(-np.abs(ZL)))


def compute_cost(ZL, Y):
    """The mean of the losses over the examples: a float, in nats.  ZL: logits (1, m).  Y: labels 0 or 1 (1, m)."""
    return float(np.mean(losses(ZL, Y)))


def predict(X, parameters):
    """The class of each column of X (n_x, m), integers 0 or 1 of shape (1, m): 1 where its probability is above 1/2."""
    ZL, _ = forward_propagation(X, parameters)
    return (ZL > 0).astype(int)


def accuracy(X, Y, parameters):
    """The fraction, 0 to 1, of the columns of X (n_x, m) whose predicted class is their label in Y (1, m)."""
    return float(np.mean(predict(X, parameters) == Y))
