"""L2 regularization and dropout: the references against central differences, and against what they are made of."""

import numpy as np
import pytest

from utils.backward import backward_propagation
from utils.initializers import initialize_parameters_he
from utils.network import compute_cost, forward_propagation
from utils.regularization import (
    backward_propagation_with_dropout,
    backward_propagation_with_regularization,
    compute_cost_with_regularization,
    forward_propagation_with_dropout,
)


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture
def network(rng):
    """X, Y and parameters of a small network whose biases are not zero."""
    parameters = initialize_parameters_he([3, 6, 4, 1], rng)
    parameters |= {name: rng.standard_normal(b.shape) for name, b in parameters.items() if name.startswith("b")}
    return rng.standard_normal((3, 9)), (rng.random((1, 9)) < 0.5).astype(float), parameters


def assert_slopes(grads, cost, parameters, epsilon=1e-6):
    """grads are the central differences of cost(parameters)."""
    assert grads.keys() == {"d" + name for name in parameters}
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            step = np.zeros(value.shape)
            step[index] = epsilon
            slope = (cost(parameters | {name: value + step}) - cost(parameters | {name: value - step})) / (2 * epsilon)
            assert grads["d" + name][index] == pytest.approx(slope, rel=1e-6, abs=1e-8), (name, index)


def test_the_penalty_is_the_sum_of_the_squared_weights_times_lambd_over_2m():
    parameters = {
        "W1": np.array([[1.0, -2.0]]),
        "b1": np.array([[100.0]]),
        "W2": np.array([[3.0]]),
        "b2": np.ones((1, 1)),
    }
    ZL, Y = np.array([[0.5, -1.0]]), np.array([[1.0, 0.0]])
    penalty = compute_cost_with_regularization(ZL, Y, parameters, 2) - compute_cost(ZL, Y)
    assert penalty == pytest.approx(2 / (2 * 2) * (1 + 4 + 9))


@pytest.mark.parametrize("lambd", [0, 0.7, 5])
def test_l2_gradients_are_the_slopes_of_the_cost(network, lambd):
    X, Y, parameters = network

    def cost(parameters):
        return compute_cost_with_regularization(forward_propagation(X, parameters)[0], Y, parameters, lambd)

    grads = backward_propagation_with_regularization(X, Y, forward_propagation(X, parameters)[1], lambd)
    assert_slopes(grads, cost, parameters)


@pytest.mark.parametrize("keep_prob", [0.5, 0.8, 1])
def test_dropout_gradients_are_the_slopes_of_the_cost_with_the_same_masks(network, keep_prob):
    X, Y, parameters = network

    def forward(parameters):
        return forward_propagation_with_dropout(X, parameters, np.random.default_rng(5), keep_prob)

    grads = backward_propagation_with_dropout(X, Y, forward(parameters)[1], keep_prob)
    assert_slopes(grads, lambda parameters: compute_cost(forward(parameters)[0], Y), parameters)


def test_nothing_dropped_and_nothing_penalized_is_the_plain_network(network, rng):
    X, Y, parameters = network
    ZL, cache = forward_propagation(X, parameters)
    grads = backward_propagation(X, Y, cache)
    ZL_dropout, cache_dropout = forward_propagation_with_dropout(X, parameters, rng, 1)
    np.testing.assert_array_equal(ZL_dropout, ZL)
    np.testing.assert_equal(backward_propagation_with_dropout(X, Y, cache_dropout, 1), grads)
    np.testing.assert_equal(backward_propagation_with_regularization(X, Y, cache, 0), grads)
    assert compute_cost_with_regularization(ZL, Y, parameters, 0) == compute_cost(ZL, Y)


def test_dropout_keeps_the_mean_of_the_activations(network, rng):
    X, _, parameters = network
    plain = forward_propagation(X, parameters)[1]["A1"]
    # An entry is plain / 0.8 or 0, with a standard deviation of plain / 2; the mean of 4000 stays within six of theirs.
    draws = [forward_propagation_with_dropout(X, parameters, rng, 0.8)[1]["A1"] for _ in range(4000)]
    assert np.all(np.abs(np.mean(draws, axis=0) - plain) <= 6 * plain / 2 / np.sqrt(4000))


def test_masks_are_drawn_for_each_unit_and_example_and_the_input_and_logits_are_whole(network, rng):
    X, _, parameters = network
    ZL, cache = forward_propagation_with_dropout(X, parameters, rng, 0.5)
    np.testing.assert_array_equal(cache["A0"], X)
    np.testing.assert_array_equal(cache["Z3"], ZL)
    np.testing.assert_allclose(ZL, parameters["W3"] @ cache["A2"] + parameters["b3"])
    assert "D3" not in cache
    for l, n in [(1, 6), (2, 4)]:
        assert cache[f"D{l}"].shape == (n, 9)
        assert cache[f"D{l}"].dtype == bool
        assert not cache[f"A{l}"][~cache[f"D{l}"]].any()


def test_a_stack_of_networks_gives_what_each_gives_alone(rng):
    members = [initialize_parameters_he([2, 4, 3, 1], rng) for _ in range(3)]
    X, Y = rng.standard_normal((3, 2, 5)), (rng.random((3, 1, 5)) < 0.5).astype(float)
    stacked = {name: np.stack([member[name] for member in members]) for name in members[0]}
    _, plain = forward_propagation(X, stacked)
    _, dropped = forward_propagation_with_dropout(X, stacked, rng, 0.7)
    for function, cache, setting in [
        (backward_propagation_with_regularization, plain, 2.0),
        (backward_propagation_with_dropout, dropped, 0.7),
    ]:
        grads = function(X, Y, cache, setting)
        for k in range(3):
            alone = function(X[k], Y[k], {name: value[k] for name, value in cache.items()}, setting)
            for name in grads:
                np.testing.assert_allclose(grads[name][k], alone[name], rtol=1e-12, atol=1e-15)
