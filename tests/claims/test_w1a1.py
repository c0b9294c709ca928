"""What the Initialization notebook says in general, held to over many seeds."""

from functools import cache

import numpy as np
import pytest
from stack import stack

from utils.backward import backward_propagation
from utils.data import load_circles
from utils.ensemble import Ensemble
from utils.gradient_descent import update_parameters_with_gd
from utils.initializers import (
    initialize_parameters_he,
    initialize_parameters_random,
    initialize_parameters_xavier,
    initialize_parameters_zeros,
)
from utils.network import accuracy, forward_propagation
from utils.training import train

LAYERS_DIMS = [2, 10, 5, 1]
NUM_ITERATIONS = 15_000
SEEDS = range(20)


def run(members):
    """The trained networks, and their costs (networks, NUM_ITERATIONS)."""
    circles, ensemble = load_circles(), Ensemble(members)
    parameters, costs = train(
        circles.X_train,
        circles.Y_train,
        ensemble.start,
        forward=ensemble.forward,
        cost=ensemble.cost,
        backward=ensemble.backward,
        update=update_parameters_with_gd,
        learning_rate=0.01,
        num_iterations=NUM_ITERATIONS,
        progress=False,
    )
    return ensemble.members(parameters), costs.T


def costs_over_seeds(initialize):
    return run([initialize(LAYERS_DIMS, np.random.default_rng(seed)) for seed in SEEDS])[1]


def iterations_to(goal, costs):
    """For each seed the first iteration with a cost of at most goal; one that never arrives counts as the whole run."""
    reached = costs <= goal
    return np.where(reached.any(axis=1), reached.argmax(axis=1), NUM_ITERATIONS)


@pytest.fixture(scope="module")
def zeros():
    (parameters,), (costs,) = run([initialize_parameters_zeros(LAYERS_DIMS)])
    return parameters, costs


@pytest.fixture(scope="module")
def he():
    return costs_over_seeds(initialize_parameters_he)


@pytest.fixture(scope="module")
def large():
    return costs_over_seeds(initialize_parameters_random)


def test_zeros_stay_at_ln_2_and_at_chance(zeros):
    circles = load_circles()
    parameters, costs = zeros
    np.testing.assert_allclose(costs, np.log(2), rtol=1e-12)
    assert accuracy(circles.X_train, circles.Y_train, parameters) == 0.5
    assert accuracy(circles.X_test, circles.Y_test, parameters) == 0.5


def test_equal_weights_learn_and_stay_identical():
    equal = {key: value + 0.5 * key.startswith("W") for key, value in initialize_parameters_zeros(LAYERS_DIMS).items()}
    (parameters,), (costs,) = run([equal])
    assert costs[-1] < costs[0] - 0.5
    assert not np.allclose(parameters["W1"], equal["W1"])
    for layer in (1, 2):  # the order of the sums inside a matrix product may differ from unit to unit
        assert np.ptp(parameters[f"W{layer}"], axis=0).max() < 1e-6
        assert np.ptp(parameters[f"b{layer}"]) < 1e-6


def test_large_random_starts_far_higher_than_he_and_ends_above_it(he, large):
    assert np.median(large[:, 0]) > 100 * np.median(he[:, 0])
    assert np.mean(large[:, 0] > he[:, 0]) >= 0.9
    assert np.mean(large[:, -1] > he[:, -1]) >= 0.9


def test_large_random_breaks_the_symmetry(large):
    assert np.median(large[:, -1]) < np.log(2) - 0.1


def test_he_ends_lowest_and_arrives_soonest(he, large, zeros):
    assert np.median(he[:, -1]) < min(np.median(large[:, -1]), zeros[1][-1])
    he_arrives, large_arrives = (np.median(iterations_to(0.2, costs)) for costs in (he, large))
    assert he_arrives < large_arrives
    assert he_arrives < NUM_ITERATIONS


@cache
def scale_factors(initialize):
    """Of 20 layers of 100 units: by what factor one changes the standard deviation of the activations, (seeds,).

    And the standard deviations of the gradients of their weights, (layers, seeds).
    """
    dims = [100] * 21 + [1]
    members, X, Y = [], [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        X.append(rng.standard_normal((100, 500)))
        Y.append((rng.random((1, 500)) < 0.5).astype(float))
        members.append(initialize(dims, rng))
    X, Y = np.array(X), np.array(Y)
    _, cached = forward_propagation(X, stack(members))
    grads = backward_propagation(X, Y, cached)
    forward = [cached[f"A{layer}"].std(axis=(1, 2)) for layer in (1, 20)]
    gradients = np.array([grads[f"dW{layer}"].std(axis=(1, 2)) for layer in range(1, 21)])
    return (forward[1] / forward[0]) ** (1 / 19), gradients


def test_he_keeps_the_signal_and_xavier_halves_its_variance_in_every_layer():
    factors = {
        initialize: np.median(scale_factors(initialize)[0])
        for initialize in (initialize_parameters_he, initialize_parameters_xavier, initialize_parameters_random)
    }
    assert factors[initialize_parameters_he] == pytest.approx(1, abs=0.05)
    assert factors[initialize_parameters_xavier] == pytest.approx(np.sqrt(1 / 2), abs=0.05)
    assert factors[initialize_parameters_random] == pytest.approx(10 * np.sqrt(100 / 2), rel=0.05)


def test_xavier_leaves_every_layer_of_a_deep_relu_network_far_less_to_learn_from():
    he, xavier = (
        np.median(scale_factors(initialize)[1], axis=1)
        for initialize in (initialize_parameters_he, initialize_parameters_xavier)
    )
    assert np.all(xavier < he / 100)
