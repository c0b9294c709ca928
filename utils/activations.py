"""Activation functions, applied element-wise."""

import numpy as np


def sigmoid(Z):
    """The logistic function 1 / (1 + exp(-Z)).

    Z: logits, a number or an array of any shape.
    Returns probabilities of the same shape, accurate for any finite Z: only exp(-|Z|) is computed, and cannot overflow.
    """
    small = np.exp(-np.abs(Z))
    return np.where(np.greater_equal(Z, 0), 1.0, small) / (1.0 + small)


def relu(Z):
    """The rectifier max(0, Z) (Nair & Hinton, 2010). Z: a number or an array of any shape; returns the same shape."""
    return np.maximum(Z, 0.0)
