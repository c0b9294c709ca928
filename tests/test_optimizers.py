"""The optimizers against Keras's and their formulas; mini-batches, decay and ensembles against what they promise."""

import math

import numpy as np
import pytest

from utils.backward import backward_propagation
from utils.ensemble import Ensemble
from utils.initializers import initialize_parameters_he
from utils.learning_rates import schedule_lr_decay, update_lr
from utils.minibatches import random_mini_batches
from utils.network import compute_cost, forward_propagation
from utils.optimizers import (
    adam,
    bias_correction,
    gd,
    initialize_adam,
    initialize_velocity,
    momentum,
    rmsprop,
    update_parameters_with_adam,
    update_parameters_with_gd,
    update_parameters_with_momentum,
    update_parameters_with_rmsprop,
)
from utils.training import train

STEPS = 100
# Keras holds its constants in float32: take such as are exact there, and an epsilon too small to count, wherever it is.
RATE, BETA, BETA2, EPSILON = 2**-10, 0.875, 0.9921875, 1e-30


@pytest.fixture
def start():
    """Parameters, and gradients for each of STEPS steps, from small to large."""
    rng = np.random.default_rng(0)
    shapes = {"W1": (5, 2), "b1": (5, 1), "W2": (2, 5), "b2": (2, 1), "W3": (1, 2), "b3": (1, 1)}
    parameters = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    sizes = 10.0 ** rng.uniform(-3, 1, STEPS)
    grads = [{"d" + name: size * rng.standard_normal(shape) for name, shape in shapes.items()} for size in sizes]
    return parameters, grads


def path(optimizer, parameters, grads, **constants):
    """The parameters after a step with each of grads."""
    update = optimizer(parameters, **constants)
    for g in grads:
        parameters = update(parameters, g, RATE)
    return parameters


# --- Keras ---

KERAS = {  # our optimizer and its constants, Keras's and its own; momentum sums there, and averages here
    "GD": (gd, {}, "SGD", {}),
    "momentum": (momentum, {"beta": BETA}, "SGD", {"momentum": BETA, "learning_rate": RATE * (1 - BETA)}),
    "RMSProp": (rmsprop, {"beta": BETA, "epsilon": EPSILON}, "RMSprop", {"rho": BETA, "epsilon": EPSILON}),
    "Adam": (
        adam,
        {"beta1": BETA, "beta2": BETA2, "epsilon": EPSILON},
        "Adam",
        {"beta_1": BETA, "beta_2": BETA2, "epsilon": EPSILON},
    ),
}


@pytest.mark.parametrize("name", KERAS)
def test_a_hundred_steps_are_those_of_keras(name, start):
    keras = pytest.importorskip("keras")
    parameters, grads = start
    ours, constants, kind, keras_constants = KERAS[name]
    optimizer = getattr(keras.optimizers, kind)(**{"learning_rate": RATE} | keras_constants)
    variables = {name: keras.Variable(value, dtype="float64") for name, value in parameters.items()}
    for g in grads:
        optimizer.apply([keras.ops.convert_to_tensor(g["d" + name]) for name in variables], list(variables.values()))
    result = path(ours, parameters, grads, **constants)
    for name, variable in variables.items():
        np.testing.assert_allclose(result[name], variable.numpy(), rtol=1e-10, atol=0, err_msg=name)
        assert not np.allclose(result[name], parameters[name], rtol=1e-4), "there was something to compare"


# --- Formulas, in plain Python, with an epsilon that counts ---


def rmsprop_by_hand(w, grads, epsilon):
    s = 0.0
    for g in grads:
        s = BETA * s + (1 - BETA) * g * g
        w -= RATE * g / (math.sqrt(s) + epsilon)
    return w


def adam_by_hand(w, grads, epsilon):
    v = s = 0.0
    for t, g in enumerate(grads, start=1):
        v = BETA * v + (1 - BETA) * g
        s = BETA2 * s + (1 - BETA2) * g * g
        w -= RATE * (v / (1 - BETA**t)) / (math.sqrt(s / (1 - BETA2**t)) + epsilon)
    return w


@pytest.mark.parametrize(
    ("optimizer", "constants", "by_hand"),
    [(rmsprop, {"beta": BETA}, rmsprop_by_hand), (adam, {"beta1": BETA, "beta2": BETA2}, adam_by_hand)],
)
def test_epsilon_stands_outside_the_root(optimizer, constants, by_hand, start):
    parameters, grads = start
    result = path(optimizer, parameters, grads, **constants, epsilon=0.1)
    for name, value in parameters.items():
        for at in np.ndindex(value.shape):
            expected = by_hand(value[at], [g["d" + name][at] for g in grads], 0.1)
            assert result[name][at] == pytest.approx(expected, rel=1e-12)
    without = path(optimizer, parameters, grads, **constants, epsilon=EPSILON)
    assert not np.allclose(result["W1"], without["W1"], rtol=1e-4)


@pytest.mark.parametrize("optimizer", [rmsprop, adam])
def test_a_gradient_that_is_always_zero_moves_nothing(optimizer, start):
    parameters, grads = start
    still = [g | {"dW1": 0 * g["dW1"]} for g in grads]
    assert np.array_equal(path(optimizer, parameters, still)["W1"], parameters["W1"])


def test_adam_first_step_is_the_learning_rate_whatever_the_size_of_the_gradient(start):
    parameters, grads = start
    for g in grads[:10]:
        v, s = initialize_adam(parameters)
        new, _, _ = update_parameters_with_adam(parameters, g, v, s, 1, 0.01, 0.9, 0.999, 0.0)
        for name in parameters:
            np.testing.assert_allclose(new[name], parameters[name] - 0.01 * np.sign(g["d" + name]), rtol=1e-12)


def test_momentum_without_memory_is_gradient_descent(start):
    parameters, grads = start
    v = initialize_velocity(parameters)
    new, v = update_parameters_with_momentum(parameters, grads[0], v, 0.0, 0.1)
    expected = update_parameters_with_gd(parameters, grads[0], 0.1)
    assert all(np.array_equal(new[name], expected[name]) for name in expected)
    assert all(np.array_equal(v[name], grads[0][name]) for name in v)


def test_a_corrected_average_of_one_value_is_that_value():
    average, value = 0.0, np.array([3.0, -2.0])
    for t in range(1, 50):
        average = 0.9 * average + 0.1 * value
        np.testing.assert_allclose(bias_correction(average, 0.9, t), value, rtol=1e-13)


def test_what_comes_in_stays_as_it_was_and_what_comes_out_is_new(start):
    parameters, grads = start
    grads = grads[0]
    v, s = initialize_adam(parameters)
    given = [parameters, grads, v, s]
    before = [{name: value.copy() for name, value in d.items()} for d in given]
    made = [
        update_parameters_with_gd(parameters, grads, 0.1),
        *update_parameters_with_momentum(parameters, grads, v, 0.9, 0.1),
        *update_parameters_with_rmsprop(parameters, grads, s, 0.9, 0.1, 1e-8),
        *update_parameters_with_adam(parameters, grads, v, s, 1, 0.1, 0.9, 0.999, 1e-8),
    ]
    for old, new in zip(before, given, strict=True):
        assert all(np.array_equal(old[name], new[name]) for name in old)
    arrays = [value for d in [*given, *made] for value in d.values()]
    assert not any(np.shares_memory(one, two) for i, one in enumerate(arrays) for two in arrays[:i])


# --- mini-batches ---


@pytest.mark.parametrize(
    ("m", "size", "sizes"), [(300, 64, [64] * 4 + [44]), (128, 64, [64, 64]), (5, 9, [5]), (3, 1, [1] * 3)]
)
def test_mini_batches_hold_each_example_once_with_its_label(m, size, sizes):
    X = np.stack([np.arange(m), -np.arange(m)]).astype(float)
    Y = np.sin(X[:1])
    batches = random_mini_batches(X, Y, np.random.default_rng(0), size)
    assert [X_batch.shape[1] for X_batch, _ in batches] == sizes
    order = np.concatenate([X_batch[0] for X_batch, _ in batches]).astype(int)
    assert sorted(order) == list(range(m))
    assert np.array_equal(np.hstack([X_batch for X_batch, _ in batches]), X[:, order])
    assert np.array_equal(np.hstack([Y_batch for _, Y_batch in batches]), Y[:, order])


def test_each_epoch_has_another_order_and_a_seed_gives_the_same_ones_again():
    X, Y = np.arange(100.0)[np.newaxis], np.zeros((1, 100))
    one, two = (np.random.default_rng(7) for _ in range(2))
    first, again = random_mini_batches(X, Y, one), random_mini_batches(X, Y, two)
    assert all(np.array_equal(a, b) for a, b in zip(first[0], again[0], strict=True))
    second = random_mini_batches(X, Y, one)
    assert not np.array_equal(first[0][0], second[0][0])


# --- decay ---


def test_decay_at_every_epoch_and_at_intervals():
    assert [update_lr(0.8, epoch, 1) for epoch in (0, 1, 3)] == [0.8, 0.4, 0.2]
    assert [schedule_lr_decay(0.8, epoch, 1) for epoch in (0, 999, 1000, 1999, 2000)] == [0.8, 0.8, 0.4, 0.4, 0.8 / 3]
    assert [schedule_lr_decay(0.8, epoch, 1, 2) for epoch in range(5)] == [0.8, 0.8, 0.4, 0.4, 0.8 / 3]
    assert [schedule_lr_decay(0.8, epoch, 0.5, 1) for epoch in range(9)] == [update_lr(0.8, e, 0.5) for e in range(9)]


# --- ensembles ---


def test_an_ensemble_trains_each_network_as_if_it_were_alone():
    rng = np.random.default_rng(1)
    X = rng.standard_normal((2, 50))
    Y = (X[:1] * X[1:] > 0).astype(float)
    members = [initialize_parameters_he([2, 5, 2, 1], np.random.default_rng(seed)) for seed in range(4)]

    def batches(epoch):
        return random_mini_batches(X, Y, np.random.default_rng([5, epoch]), 16)

    def run(start, **rest):
        update = adam(start)
        return train(X, Y, start, update=update, learning_rate=0.01, num_iterations=30, batches=batches, **rest)

    ensemble = Ensemble(members)
    together, costs = run(ensemble.start, forward=ensemble.forward, cost=ensemble.cost, backward=ensemble.backward)
    assert costs.shape == (30, 4)
    for k, (member, trained) in enumerate(zip(members, ensemble.members(together), strict=True)):
        alone, alone_costs = run(member, backward=backward_propagation)
        np.testing.assert_allclose(costs[:, k], alone_costs, rtol=1e-10)
        assert trained.keys() == alone.keys()
        for name in alone:
            np.testing.assert_allclose(trained[name], alone[name], rtol=1e-8, atol=1e-12)


def test_the_costs_of_an_ensemble_are_those_of_its_members():
    rng = np.random.default_rng(2)
    X, Y = rng.standard_normal((2, 20)), (rng.random((1, 20)) < 0.5).astype(float)
    members = [initialize_parameters_he([2, 3, 1], np.random.default_rng(seed)) for seed in range(3)]
    ensemble = Ensemble(members)
    ZL, _ = ensemble.forward(X, ensemble.start)
    assert ensemble.cost(ZL, Y) == pytest.approx([compute_cost(forward_propagation(X, p)[0], Y) for p in members])
    for back, member in zip(ensemble.members(ensemble.start), members, strict=True):
        assert all(np.array_equal(back[name], member[name]) for name in member)
