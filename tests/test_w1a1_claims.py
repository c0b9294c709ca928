"""What the Initialization notebook says in general, held to over many seeds."""

import numpy as np
import pytest

from utils.backward import backward_propagation
from utils.data import load_circles
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


def run(parameters):
    circles = load_circles()
    return train(
        circles.X_train,
        circles.Y_train,
        parameters,
        backward=backward_propagation,
        update=update_parameters_with_gd,
        learning_rate=0.01,
        num_iterations=NUM_ITERATIONS,
        progress=False,
    )


def costs_over_seeds(initialize):
    """The cost of every iteration, (seeds, NUM_ITERATIONS)."""
    return np.array([run(initialize(LAYERS_DIMS, np.random.default_rng(seed)))[1] for seed in SEEDS])


def iterations_to(goal, costs):
    """For each seed the first iteration with a cost of at most goal; one that never arrives counts as the whole run."""
    reached = costs <= goal
    return np.where(reached.any(axis=1), reached.argmax(axis=1), NUM_ITERATIONS)


@pytest.fixture(scope="module")
def he():
    return costs_over_seeds(initialize_parameters_he)


@pytest.fixture(scope="module")
def large():
    return costs_over_seeds(initialize_parameters_random)


def test_zeros_stay_at_ln_2_and_at_chance():
    circles = load_circles()
    parameters, costs = run(initialize_parameters_zeros(LAYERS_DIMS))
    np.testing.assert_allclose(costs, np.log(2), rtol=1e-12)
    assert accuracy(circles.X_train, circles.Y_train, parameters) == 0.5
    assert accuracy(circles.X_test, circles.Y_test, parameters) == 0.5


def test_equal_weights_learn_and_stay_identical():
    equal = {key: value + 0.5 * key.startswith("W") for key, value in initialize_parameters_zeros(LAYERS_DIMS).items()}
    parameters, costs = run(equal)
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


def test_he_ends_lowest_and_arrives_soonest(he, large):
    zeros = run(initialize_parameters_zeros(LAYERS_DIMS))[1]
    assert np.median(he[:, -1]) < min(np.median(large[:, -1]), zeros[-1])
    he_arrives, large_arrives = (np.median(iterations_to(0.2, costs)) for costs in (he, large))
    assert he_arrives < large_arrives
    assert he_arrives < NUM_ITERATIONS


def scale_factors(initialize, rng):
    """The factors by which a layer changes the standard deviation of activations and errors: 20 layers of 100."""
    dims = [100] * 21 + [1]
    X, Y = rng.standard_normal((100, 500)), (rng.random((1, 500)) < 0.5).astype(float)
    _, cache = forward_propagation(X, initialize(dims, rng))
    grads = backward_propagation(X, Y, cache)
    forward = np.array([cache[f"A{layer}"].std() for layer in range(1, 21)])
    gradients = np.array([grads[f"dW{layer}"].std() for layer in range(1, 21)])
    return (forward[-1] / forward[0]) ** (1 / 19), gradients


def test_he_keeps_the_signal_and_xavier_halves_its_variance_in_every_layer():
    factors = {
        initialize: np.median([scale_factors(initialize, np.random.default_rng(seed))[0] for seed in SEEDS])
        for initialize in (initialize_parameters_he, initialize_parameters_xavier, initialize_parameters_random)
    }
    assert factors[initialize_parameters_he] == pytest.approx(1, abs=0.05)
    assert factors[initialize_parameters_xavier] == pytest.approx(np.sqrt(1 / 2), abs=0.05)
    assert factors[initialize_parameters_random] == pytest.approx(10 * np.sqrt(100 / 2), rel=0.05)


def test_xavier_leaves_every_layer_of_a_deep_relu_network_far_less_to_learn_from():
    he, xavier = (
        np.median([scale_factors(initialize, np.random.default_rng(seed))[1] for seed in SEEDS], axis=0)
        for initialize in (initialize_parameters_he, initialize_parameters_xavier)
    )
    assert np.all(xavier < he / 100)
