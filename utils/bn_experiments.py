"""The experiments of W2A2 Batch Normalization: what they train, on what, and the tables they print.

forward(X, parameters) -> (ZL, cache) and backward(X, Y, cache) -> grads are passed in, with or without batch
normalization: nothing here knows which.
"""

import time
from typing import NamedTuple

import numpy as np

from utils.data import load_digits
from utils.gradient_descent import update_parameters_with_gd
from utils.network import compute_cost, number_of_layers
from utils.training import train


class Parity(NamedTuple):
    """Odd digits against even ones. Columns are examples: X (64, m), pixels from 0 to 1, perhaps centred; Y (1, m)."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


def parity(rng, *, centred=False, train=800, test=600):
    """A new split of all 1797 images. centred: whether the mean of the training images is subtracted from all."""
    digits = load_digits()
    X = np.concatenate([digits.X_train, digits.X_dev, digits.X_test]).reshape(-1, 64).T / 16
    Y = np.concatenate([digits.Y_train, digits.Y_dev, digits.Y_test])[np.newaxis] % 2.0
    order = rng.permutation(X.shape[1])
    one, other = order[:train], order[train : train + test]
    if centred:
        X = X - X[:, one].mean(axis=1, keepdims=True)
    return Parity(X[:, one], Y[:, one], X[:, other], Y[:, other])


def random_start(layers_dims, scale, rng):
    """Normal weights and zero biases. scale: the standard deviation of the weights, or "He" for sqrt(2 / inputs)."""
    parameters = {}
    for l in range(1, len(layers_dims)):
        n, inputs = layers_dims[l], layers_dims[l - 1]
        parameters[f"W{l}"] = rng.standard_normal((n, inputs)) * (np.sqrt(2 / inputs) if scale == "He" else scale)
        parameters[f"b{l}"] = np.zeros((n, 1))
    return parameters


def spread(X, parameters, forward):
    """The standard deviation of the activations of each hidden layer, (L-1,)."""
    _, cache = forward(X, parameters)
    return np.array([np.std(cache[f"A{l}"]) for l in range(1, number_of_layers(parameters))])


def fit(data, parameters, *, forward, backward, learning_rate, epochs=15, mini_batch_size=32, rng, watch=None):
    """Gradient descent on mini-batches of one size; a rest of an epoch is left out.

    watch(cache): called with the cache of each step, for running averages.
    Returns (parameters, costs): costs (epochs,), each the mean over an epoch.
    """
    m = data.X_train.shape[1]

    def batches(epoch):
        order = rng.permutation(m)
        for i in range(0, m - mini_batch_size + 1, mini_batch_size):
            chosen = order[i : i + mini_batch_size]
            yield data.X_train[:, chosen], data.Y_train[:, chosen]

    def watched(X, parameters):
        ZL, cache = forward(X, parameters)
        if watch:
            watch(cache)
        return ZL, cache

    with np.errstate(over="ignore", invalid="ignore"):  # a learning rate that is too large is a part of the experiment
        return train(
            data.X_train, data.Y_train, parameters,
            forward=watched, backward=backward, update=update_parameters_with_gd, batches=batches,
            learning_rate=learning_rate, num_iterations=epochs, progress=False,
        )  # fmt: skip


def last_cost(costs, ceiling=10.0):
    """The cost of the last epoch; the ceiling if it is larger, or no number at all."""
    return float(np.nan_to_num(np.minimum(costs[-1], ceiling), nan=ceiling))


def error(probabilities, Y):
    """The share of wrong classes, 0 to 1.  probabilities, Y: (1, m)."""
    return float(np.mean((probabilities > 0.5) != (Y > 0.5)))


def in_batches(X, size, predict):
    """predict(columns) for `size` columns of X at a time, side by side: (1, m). A smaller rest is a batch, too."""
    return np.hstack([predict(X[:, i : i + size]) for i in range(0, X.shape[1], size)])


def relative_differences(cost, parameters, grads, step=1e-5):
    """How far gradients are from central differences of cost(parameters): ||num - ana|| / (||num|| + ||ana||).

    Over all entries of all parameters together, as in gradient checking.
    """
    num, ana = [], []
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            moved = np.zeros(value.shape)
            moved[index] = step
            rise = cost(parameters | {name: value + moved}) - cost(parameters | {name: value - moved})
            num.append(rise / (2 * step))
            ana.append(grads["d" + name][index])
    num, ana = np.array(num), np.array(ana)
    return float(np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana)))


def cost_of(data, parameters, forward):
    """The cost on the training set, in nats."""
    return compute_cost(forward(data.X_train, parameters)[0], data.Y_train)


def seconds(action, repeats=3):
    """The processor time of action(), the smallest of some repeats, in seconds."""
    times = []
    for _ in range(repeats):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return min(times)
