"""The initializers: shapes, the order of draws, and variances within bounds from the chi-square distribution."""

import numpy as np
import pytest

from utils.initializers import (
    initialize_parameters_he,
    initialize_parameters_random,
    initialize_parameters_xavier,
    initialize_parameters_zeros,
)

LAYERS = [300, 400, 50, 1]
DRAWN = {  # the standard deviation of a weight, from the number of inputs of its layer
    initialize_parameters_random: lambda n_in: 10.0,
    initialize_parameters_he: lambda n_in: (2 / n_in) ** 0.5,
    initialize_parameters_xavier: lambda n_in: (1 / n_in) ** 0.5,
}


def zeros(layers_dims, rng):
    return initialize_parameters_zeros(layers_dims)


@pytest.mark.parametrize("initialize", [zeros, *DRAWN])
def test_shapes_and_zero_biases(initialize):
    parameters = initialize(LAYERS, np.random.default_rng(0))
    assert list(parameters) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    for l in (1, 2, 3):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        assert W.shape == (LAYERS[l], LAYERS[l - 1])
        assert W.dtype == np.float64
        assert b.shape == (LAYERS[l], 1)
        assert b.dtype == np.float64
        assert not np.any(b)


def test_zeros_are_zero():
    assert not any(np.any(value) for value in initialize_parameters_zeros(LAYERS).values())


@pytest.mark.parametrize("initialize", DRAWN)
def test_variance(initialize):
    """For k normal weights of variance s^2, the sum Q of (w / s)^2 is chi-square with k degrees of freedom, so that
    (Laurent & Massart, 2000, lemma 1) each of
        Q - k >= 2 sqrt(k t) + 2 t    and    Q - k <= -2 sqrt(k t)
    has a probability below exp(-t), and their mean is normal with variance s^2 / k. With t = 22, exp(-t) = 3e-10;
    the normal leaves 6.2 standard deviations with a probability of 6e-10. W1 has 120,000 weights: 2.7 % either way.
    """
    parameters = initialize(LAYERS, np.random.default_rng(1))
    t = 22
    for l in (1, 2, 3):
        W = parameters[f"W{l}"] / DRAWN[initialize](LAYERS[l - 1])
        k = W.size
        assert -2 * np.sqrt(k * t) < np.sum(W**2) - k < 2 * np.sqrt(k * t) + 2 * t
        assert abs(W.mean()) < 6.2 / np.sqrt(k)


@pytest.mark.parametrize("initialize", DRAWN)
def test_weights_are_normal(initialize):
    """The number of weights within one standard deviation is binomial with p = 0.6827: at most 6.2 of its own away."""
    W = initialize(LAYERS, np.random.default_rng(2))["W1"] / DRAWN[initialize](LAYERS[0])
    p = 0.682689
    assert abs(np.mean(np.abs(W) < 1) - p) < 6.2 * np.sqrt(p * (1 - p) / W.size)


@pytest.mark.parametrize("initialize", DRAWN)
def test_weights_are_drawn_in_order_from_the_generator_alone(initialize):
    np.random.seed(0)
    state = np.random.get_state()[1].copy()
    drawn = initialize(LAYERS, np.random.default_rng(3))
    assert np.array_equal(np.random.get_state()[1], state), "the global state of NumPy was used"
    rng = np.random.default_rng(3)
    for l in (1, 2, 3):
        expected = rng.standard_normal((LAYERS[l], LAYERS[l - 1])) * DRAWN[initialize](LAYERS[l - 1])
        np.testing.assert_allclose(drawn[f"W{l}"], expected, rtol=1e-14)


@pytest.mark.parametrize("initialize", DRAWN)
def test_two_draws_from_one_generator_differ(initialize):
    rng = np.random.default_rng(4)
    assert not np.any(initialize([5, 4, 1], rng)["W1"] == initialize([5, 4, 1], rng)["W1"])
