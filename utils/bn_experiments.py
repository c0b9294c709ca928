"""The experiments of W2A2 Batch Normalization: what they train, on what, and the tables they print.

forward(X, parameters) -> (ZL, cache) and backward(X, Y, cache) -> grads are passed in, with or without batch
normalization: nothing here knows which.
"""

import functools
import time
import types
from typing import NamedTuple

import numpy as np

from utils.activations import sigmoid
from utils.data import load_digits
from utils.gradient_descent import update_parameters_with_gd
from utils.network import losses, number_of_layers
from utils.plotting import Table
from utils.training import train


class Parity(NamedTuple):
    """Odd digits against even ones. Columns are examples: X (64, m), pixels from 0 to 1, perhaps centred; Y (1, m)."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


@functools.cache
def _all_images():
    """X (64, 1797) and Y (1, 1797) of all splits. Experiments take dozens of splits: the file is read once."""
    digits = load_digits()
    X = np.concatenate([digits.X_train, digits.X_dev, digits.X_test]).reshape(-1, 64).T / 16
    Y = np.concatenate([digits.Y_train, digits.Y_dev, digits.Y_test])[np.newaxis] % 2.0
    return X, Y


def parity(rng, *, centred=False, train=800, test=600):
    """A new split of all 1797 images. centred: whether the mean of the training images is subtracted from all."""
    X, Y = _all_images()
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


def name_of(scale):
    """What a start is called in pictures: "He", or "sd 0.1"."""
    return scale if scale == "He" else f"sd {scale:g}"


def spread(X, parameters, forward):
    """The standard deviation of the activations of each hidden layer, (L-1,)."""
    _, cache = forward(X, parameters)
    return np.array([np.std(cache[f"A{l}"]) for l in range(1, number_of_layers(parameters))])


def fit(data, parameters, *, forward, backward, learning_rate, epochs=15, mini_batch_size=32, rng, watch=None):
    """Gradient descent on mini-batches of one size; what is left over in an epoch is left out.

    watch(cache): called with the cache of each step, for running averages.
    Data and networks can be stacks, with an axis in front, if forward and backward can.
    Returns (parameters, costs): costs (epochs,), or (epochs, stacked), each the mean over an epoch.
    """
    m = data.X_train.shape[-1]

    def batches(epoch):
        order = rng.permutation(m)
        for i in range(0, m - mini_batch_size + 1, mini_batch_size):
            chosen = order[i : i + mini_batch_size]
            yield data.X_train[..., chosen], data.Y_train[..., chosen]

    def watched(X, parameters):
        ZL, cache = forward(X, parameters)
        if watch:
            watch(cache)
        return ZL, cache

    with np.errstate(over="ignore", invalid="ignore"):  # a learning rate that is too large is a part of the experiment
        return train(
            data.X_train, data.Y_train, parameters,
            forward=watched, backward=backward, cost=cost, update=update_parameters_with_gd, batches=batches,
            learning_rate=learning_rate, num_iterations=epochs, progress=False,
        )  # fmt: skip


def cost(ZL, Y):
    """The mean of the losses over the examples: a number, or one for each network of a stack."""
    return np.mean(losses(ZL, Y), axis=(-2, -1))


def last_cost(costs, ceiling=10.0):
    """The cost of the last epoch; the ceiling if it is larger, or no number at all."""
    return np.nan_to_num(np.minimum(costs[-1], ceiling), nan=ceiling)


def error(probabilities, Y):
    """The share of wrong classes, 0 to 1: a number, or one for each network of a stack.  probabilities, Y: (1, m)."""
    return np.mean((probabilities > 0.5) != (Y > 0.5), axis=(-2, -1))


def in_batches(X, size, predict):
    """predict(columns) for `size` columns of X at a time, side by side: (1, m). A smaller rest is a batch, too."""
    return np.concatenate([predict(X[..., i : i + size]) for i in range(0, X.shape[-1], size)], axis=-1)


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


def seconds(action, repeats=3):
    """The processor time of action(), the smallest of some repeats, in seconds."""
    times = []
    for _ in range(repeats):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return min(times)


def calling(function, **others):
    """A copy of a function that calls others in place of those it finds under these names."""
    names = {**function.__globals__, **others}
    return types.FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)


def covariate_shift(data, parameters, *, forward, backward, learning_rate, steps=100):
    """Two measures of internal covariate shift, over steps of gradient descent on the whole training set.

    Returns (drift, change). drift: by how many of its first standard deviations the mean activation of a unit of the
    second layer moves (Ioffe & Szegedy, 2015), the root mean square over the units. change: of the gradient of the
    second weights, ||new - old|| / ||old|| after a step of the layer below alone, the median of the steps (Santurkar
    et al., 2018).
    """
    first = forward(data.X_train, parameters)[1]["A2"]
    changes = []
    for _ in range(steps):
        cache = forward(data.X_train, parameters)[1]
        grads = backward(data.X_train, data.Y_train, cache)
        stepped = update_parameters_with_gd(parameters, grads, learning_rate)
        below = parameters | {name: value for name, value in stepped.items() if name.endswith("1")}
        moved = backward(data.X_train, data.Y_train, forward(data.X_train, below)[1])
        changes.append(np.linalg.norm(moved["dW2"] - grads["dW2"]) / np.linalg.norm(grads["dW2"]))
        parameters = stepped
    last = forward(data.X_train, parameters)[1]["A2"]
    alive = np.std(first, axis=1) > 0
    moves = (np.mean(last, axis=1) - np.mean(first, axis=1))[alive] / np.std(first, axis=1)[alive]
    return float(np.sqrt(np.mean(moves**2))), float(np.median(changes))


def compare_backward_passes(data, forward, backward, initialize, passes):
    """A Table: what networks that are trained by different passes are worth, and what a gradient check says of these.

    backward calls batch_norm_backward; passes: {name: what it calls instead}.
    """
    rows = []
    for name, one in passes.items():
        passing, layers_dims = calling(backward, batch_norm_backward=one), [64, 32, 32, 32, 1]
        start = random_start(layers_dims, "He", np.random.default_rng(4)) | initialize(layers_dims)
        trained, costs = fit(
            data, start, forward=forward, backward=passing, learning_rate=0.3, epochs=10, rng=np.random.default_rng(4)
        )
        wrong = error(sigmoid(forward(data.X_test, trained)[0]), data.Y_test)
        rows.append([name, f"{costs[-1]:.3f}", f"{wrong:.1%}", f"{_checked(forward, passing, initialize):.0e}"])
    return Table(["backward pass", "training cost (nats)", "test error", "gradient check: relative difference"], rows)


def _checked(forward, backward, initialize):
    """The relative difference on a small network whose scales and shifts have left their start."""
    rng, layers_dims = np.random.default_rng(0), [5, 4, 3, 1]
    parameters = random_start(layers_dims, "He", rng) | initialize(layers_dims)
    parameters = {name: value + 0.3 * rng.standard_normal(value.shape) for name, value in parameters.items()}
    X, Y = rng.standard_normal((5, 7)), (np.arange(7) % 2.0)[np.newaxis]
    grads = backward(X, Y, forward(X, parameters)[1])
    return relative_differences(lambda changed: float(cost(forward(X, changed)[0], Y)), parameters, grads)


def sweep_rates(data, layers_dims, networks, *, scales, rates, epochs=10):
    """The training cost of the last epoch, for each kind of network, start and learning rate.

    networks: {name: (forward and backward, layers_dims -> further parameters)}.  scales: as random_start takes them.
    Returns {name: {start: (rates, costs)}}, ready for plot_panels.
    """

    def cost_at(rate, scale, how, more):
        start = random_start(layers_dims, scale, np.random.default_rng(5)) | more
        return last_cost(fit(data, start, learning_rate=rate, epochs=epochs, rng=np.random.default_rng(5), **how)[1])

    return {
        name: {
            name_of(scale): (np.array(rates), [cost_at(rate, scale, how, further(layers_dims)) for rate in rates])
            for scale in scales
        }
        for name, (how, further) in networks.items()
    }


def compare_speed(splits, start, networks, rates):
    """A Table: epochs until the training cost is below 0.1 at the best of some rates, and processor time per epoch.

    splits: {name: Parity}.  start: weights and biases.  networks: {name: (forward and backward, further parameters)}.
    """
    rows = []
    for inputs, data in splits.items():
        for name, (how, further) in networks.items():
            runs = {rate: epochs_to(data, start | further, 0.1, learning_rate=rate, **how) for rate in rates}
            best = min(runs, key=runs.get)
            once = seconds(lambda: epochs_to(data, start | further, 0, learning_rate=best, epochs=1, **how))  # noqa: B023
            rows.append([inputs, name, best, runs[best], f"{1000 * once:.1f}"])
    return Table(["inputs", "network", "best rate", "epochs to 0.1 nats", "processor time per epoch (ms)"], rows)


def epochs_to(data, start, goal, *, epochs=15, **how):
    """How many epochs it takes until the mean cost of an epoch is below a goal; infinity if it never is."""
    costs = fit(data, start, rng=np.random.default_rng(6), epochs=epochs, **how)[1]
    below = np.flatnonzero(costs < goal)
    return int(below[0]) + 1 if below.size else np.inf


def compare_sizes(data, layers_dims, networks, predict, sizes=(2, 4, 8, 32, 128), rates=(0.03, 0.1, 0.3, 1)):
    """A Table: the test error after eight epochs on mini-batches of several sizes.

    networks: {name: (forward and backward, layers_dims -> further parameters)}.
    predict(X, parameters) -> probabilities, for networks that have further parameters; others need none.
    """
    rows = []
    for size in sizes:
        row = [size]
        for how, further in networks.values():
            more, errors = further(layers_dims), []
            for rate in rates:
                start = random_start(layers_dims, "He", np.random.default_rng(8)) | more
                trained, _ = fit(
                    data, start, learning_rate=rate, epochs=8, mini_batch_size=size, rng=np.random.default_rng(8), **how
                )
                of = predict(data.X_test, trained) if more else sigmoid(how["forward"](data.X_test, trained)[0])
                errors.append(error(of, data.Y_test))
            row.append(f"{min(errors):.1%}")
        rows.append(row)
    return Table(["mini-batch", *networks], rows, caption="Test error at the best of the learning rates")
