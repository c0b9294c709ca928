"""What the Initialization notebook says in general, held to over many seeds."""

from functools import cache

import numpy as np
import pytest
from stack import stack

from utils import starting
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
from utils.starting import sweep_scales
from utils.training import train

LAYERS_DIMS = [2, 10, 5, 1]
NUM_ITERATIONS = 15_000
SEEDS = range(20)


RANDOM = [initialize_parameters_he, initialize_parameters_xavier, initialize_parameters_random]


def run(members, X, Y):
    """The trained networks, and their costs (networks, NUM_ITERATIONS)."""
    ensemble = Ensemble(members)
    parameters, costs = train(
        X,
        Y,
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


@pytest.fixture(scope="module")
def runs():
    """The networks of zeros and of equal weights, and 20 of each random scheme, all trained at once:

    {initialization: (start, parameters, costs)}, or {initialization: costs (seeds, iterations)} of the random ones.
    """
    circles = load_circles()
    zeros = initialize_parameters_zeros(LAYERS_DIMS)
    equal = {key: value + 0.5 * key.startswith("W") for key, value in zeros.items()}
    drawn = [initialize(LAYERS_DIMS, np.random.default_rng(seed)) for initialize in RANDOM for seed in SEEDS]
    members, costs = run([zeros, equal, *drawn], circles.X_train, circles.Y_train)
    fixed = {
        name: (start, members[k], costs[k]) for k, (name, start) in enumerate({"zeros": zeros, "equal": equal}.items())
    }
    return fixed | dict(zip(RANDOM, np.split(costs[2:], len(RANDOM))))


@pytest.fixture(scope="module")
def he(runs):
    return runs[initialize_parameters_he]


@pytest.fixture(scope="module")
def large(runs):
    return runs[initialize_parameters_random]


def reached(goal, costs):
    """For each seed whether the cost was ever at most goal."""
    return np.any(costs <= goal, axis=1)


def test_zeros_stay_at_ln_2_and_at_chance(runs):
    circles = load_circles()
    _, parameters, costs = runs["zeros"]
    np.testing.assert_allclose(costs, np.log(2), rtol=1e-12)
    assert accuracy(circles.X_train, circles.Y_train, parameters) == 0.5
    assert accuracy(circles.X_test, circles.Y_test, parameters) == 0.5


def test_zeros_learn_the_base_rate_of_unbalanced_classes_and_no_weight():
    circles = load_circles()
    some = np.argsort(circles.Y_train[0], kind="stable")[:200]
    assert circles.Y_train[0, some].sum() == 50
    start = initialize_parameters_zeros(LAYERS_DIMS)
    (parameters,), (costs,) = run([start], circles.X_train[:, some], circles.Y_train[:, some])
    assert costs[-1] == pytest.approx(0.562, abs=0.001)
    assert parameters["b3"].item() == pytest.approx(np.log(50 / 150))
    assert not any(parameters[name].any() for name in parameters if name != "b3")


def test_equal_weights_learn_and_stay_identical(runs):
    equal, parameters, costs = runs["equal"]
    assert costs[-1] < costs[0] - 0.5
    assert not np.allclose(parameters["W1"], equal["W1"])
    for layer in (1, 2):  # the order of the sums inside a matrix product may differ from unit to unit
        assert np.ptp(parameters[f"W{layer}"], axis=0).max() < 1e-6
        assert np.ptp(parameters[f"b{layer}"]) < 1e-6


def test_large_random_starts_and_ends_above_he_in_20_of_20(he, large):
    assert np.all(large[:, 0] > 100)
    assert np.all(he[:, 0] < 2)
    assert np.all(large[:, -1] > he[:, -1])


def test_the_last_costs_are_those_of_the_text(runs, he, large):
    xavier = runs[initialize_parameters_xavier]
    np.testing.assert_allclose(np.percentile(large[:, -1], [25, 50, 75]), [0.25, 0.36, 0.49], atol=0.02)
    np.testing.assert_allclose(np.percentile(xavier[:, -1], [25, 50, 75]), [0.08, 0.10, 0.14], atol=0.01)
    np.testing.assert_allclose(np.percentile(he[:, -1], [25, 50, 75]), [0.08, 0.09, 0.11], atol=0.01)


def test_a_cost_of_a_fifth_is_reached_by_20_of_he_17_of_xavier_and_3_of_large(runs):
    counts = [np.sum(reached(0.2, runs[initialize])) for initialize in RANDOM]
    np.testing.assert_allclose(counts, [20, 17, 3], atol=1)


def test_large_random_breaks_the_symmetry(large):
    assert np.median(large[:, -1]) < np.log(2) - 0.1


def test_the_deep_network_learns_only_near_hes_scale_and_the_shallow_one_above_it_too():
    circles = load_circles()
    X, Y, scales = circles.X_train[:, :100], circles.Y_train[:, :100], np.array([0.5, 1, 1.78, 3.2])

    def learned(depth):
        """Of 20 networks, how many end below 0.3, at each scale."""
        sizes = [2] + [10] * depth + [1]
        return np.sum(sweep_scales(initialize_parameters_he, sizes, X, Y, seeds=20, scales=scales) < 0.3, axis=1)

    np.testing.assert_allclose(learned(2)[[0, 1, 3]], [0, 13, 18], atol=2)
    np.testing.assert_allclose(learned(8), [0, 15, 7, 0], atol=2)


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
    assert np.median(scale_factors(initialize_parameters_he)[0]) == pytest.approx(1, abs=0.05)
    assert np.median(scale_factors(initialize_parameters_xavier)[0]) == pytest.approx(np.sqrt(1 / 2), abs=0.05)


def positive_medians(seed):
    """Of Xavier's, He's and He's weights times the root of 2, by the notebook's draws: the medians of the positive
    activations in the layers of the histograms, (3, 5)."""
    rng = np.random.default_rng(seed)
    he, xavier = initialize_parameters_he(starting.DEEP, rng), initialize_parameters_xavier(starting.DEEP, rng)
    X, _ = starting.deep_batch(np.random.default_rng(seed + 1))
    caches = [
        forward_propagation(X, network)[1] for network in (xavier, he, {key: np.sqrt(2) * W for key, W in he.items()})
    ]
    activations = [[cached[f"A{layer}"] for layer in (1, 5, 10, 15, 20)] for cached in caches]
    return np.array([[np.median(A[A > 0]) for A in row] for row in activations])


def test_the_medians_of_the_histograms():
    xavier, _, larger = positive_medians(0)
    np.testing.assert_allclose(xavier[[0, -1]], [0.66, 0.00083], rtol=0.02)
    np.testing.assert_allclose(larger[[0, -1]], [1.3, 700], rtol=0.02)
    he = np.array([positive_medians(seed)[1] for seed in range(10)])
    assert 1 / 3 < he.min() < he.max() < 3


def test_xavier_leaves_every_layer_of_a_deep_relu_network_far_less_to_learn_from():
    he, xavier = (
        np.median(scale_factors(initialize)[1], axis=1)
        for initialize in (initialize_parameters_he, initialize_parameters_xavier)
    )
    assert np.all(xavier < he / 1000)
    assert xavier.max() < 3 * xavier.min()
