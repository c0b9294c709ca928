"""Batch normalization: the reference against central differences, Keras, and what it promises."""

import numpy as np
import pytest

from tests.test_regularization import assert_slopes
from utils import batch_norm as bn
from utils.initializers import initialize_parameters_he
from utils.network import compute_cost, forward_propagation

EPSILON = 1e-5
DIMS = [3, 6, 4, 1]


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.fixture
def network(rng):
    """X, Y and parameters of a small network, no gamma 1 and no shift 0."""
    parameters = initialize_parameters_he(DIMS, rng) | bn.initialize_batch_norm(DIMS)
    parameters |= {name: value + 0.4 * rng.standard_normal(value.shape) for name, value in parameters.items()}
    return rng.standard_normal((3, 9)), (rng.random((1, 9)) < 0.5).astype(float), parameters


def test_it_starts_as_plain_normalization():
    start = bn.initialize_batch_norm(DIMS)
    assert {name: value.shape for name, value in start.items()} == {
        "gamma1": (6, 1), "beta1": (6, 1), "gamma2": (4, 1), "beta2": (4, 1),
    }  # fmt: skip
    assert all(np.all(value == name.startswith("gamma")) for name, value in start.items())


def test_a_unit_has_mean_beta_and_standard_deviation_gamma(rng):
    gamma, beta = rng.uniform(0.5, 2, (5, 1)), rng.standard_normal((5, 1))
    N, _ = bn.batch_norm_forward(30 + 7 * rng.standard_normal((5, 400)), gamma, beta, 1e-12)
    np.testing.assert_allclose(N.mean(axis=1, keepdims=True), beta, atol=1e-10)
    np.testing.assert_allclose(N.std(axis=1, keepdims=True), gamma, rtol=1e-10)


def test_the_backward_pass_agrees_with_central_differences(network):
    X, Y, parameters = network
    _, cache = bn.forward_propagation_bn(X, parameters, EPSILON)
    grads = bn.backward_propagation_bn(X, Y, cache)
    assert_slopes(grads, lambda changed: compute_cost(bn.forward_propagation_bn(X, changed, EPSILON)[0], Y), parameters)


def test_a_bias_before_batch_norm_has_no_gradient(network):
    X, Y, parameters = network
    grads = bn.backward_propagation_bn(X, Y, bn.forward_propagation_bn(X, parameters, EPSILON)[1])
    assert all(np.max(np.abs(grads[f"db{l}"])) < 1e-15 for l in (1, 2))
    assert np.abs(grads["db3"]) > 1e-3


def test_stacked_networks_are_treated_each_for_itself(network):
    X, Y, parameters = network
    stack = {name: np.stack([value, 1.5 * value]) for name, value in parameters.items()}
    grads = bn.backward_propagation_bn(X, Y, bn.forward_propagation_bn(X, stack, EPSILON)[1])
    for k, factor in enumerate((1, 1.5)):
        alone = {name: factor * value for name, value in parameters.items()}
        expected = bn.backward_propagation_bn(X, Y, bn.forward_propagation_bn(X, alone, EPSILON)[1])
        for name, grad in expected.items():
            np.testing.assert_allclose(grads[name][k], grad, rtol=1e-9, atol=1e-14)


def test_running_averages_are_exponential():
    running = (np.zeros((2, 1)), np.ones((2, 1)))
    for _ in range(3):
        running = bn.update_running(running, np.full((2, 1), 8.0), np.full((2, 1), 5.0), 0.5)
    np.testing.assert_allclose(running[0], 8 * (1 - 0.5**3))
    np.testing.assert_allclose(running[1], 5 - 4 * 0.5**3)


def test_an_example_is_predicted_the_same_in_any_company(network):
    X, _, parameters = network
    running = bn.population_statistics(X, parameters, EPSILON)
    together = bn.predict_bn(X, parameters, running, EPSILON)
    alone = np.hstack([bn.predict_bn(X[:, [i]], parameters, running, EPSILON) for i in range(X.shape[1])])
    np.testing.assert_allclose(together, alone, rtol=1e-12)


def test_with_the_training_sets_own_statistics_prediction_is_the_forward_pass(network):
    X, _, parameters = network
    running = bn.population_statistics(X, parameters, EPSILON)
    ZL, _ = bn.forward_propagation_bn(X, parameters, EPSILON)
    np.testing.assert_allclose(bn.predict_bn(X, parameters, running, EPSILON), 1 / (1 + np.exp(-ZL)), rtol=1e-12)


def test_a_folded_network_needs_no_batch_norm(network, rng):
    X, _, parameters = network
    running = bn.population_statistics(rng.standard_normal((3, 50)), parameters, EPSILON)
    folded = bn.fold_batch_norm(parameters, running, EPSILON)
    assert folded.keys() == {"W1", "b1", "W2", "b2", "W3", "b3"}
    ZL, _ = forward_propagation(X, folded)
    np.testing.assert_allclose(bn.predict_bn(X, parameters, running, EPSILON), 1 / (1 + np.exp(-ZL)), rtol=1e-12)


def test_weights_ten_times_as_large_turn_a_hundred_times_less(network):
    X, Y, parameters = network
    angles = []
    for a in (1, 10):
        scaled = parameters | {"W1": a * parameters["W1"], "b1": a * parameters["b1"]}
        grads = bn.backward_propagation_bn(X, Y, bn.forward_propagation_bn(X, scaled, 1e-12)[1])
        angles.append(bn.turning_angle(scaled["W1"], grads["dW1"], 0.1))
    np.testing.assert_allclose(angles[0], 100 * angles[1], rtol=0.02)


def test_keras_does_the_same_in_training_and_in_prediction(rng):
    keras = pytest.importorskip("keras")
    import tensorflow as tf

    Z, dN = 2 + 3 * rng.standard_normal((5, 32)), rng.standard_normal((5, 32))
    gamma, beta = rng.uniform(0.5, 2, (5, 1)), rng.standard_normal((5, 1))
    layer = keras.layers.BatchNormalization(momentum=0.9, epsilon=EPSILON, dtype="float64")
    layer.build((None, 5))
    layer.gamma.assign(gamma[:, 0])
    layer.beta.assign(beta[:, 0])
    rows = tf.constant(Z.T)
    with tf.GradientTape() as tape:
        tape.watch(rows)
        out = layer(rows, training=True)
        loss = tf.reduce_sum(out * dN.T)
    slopes = tape.gradient(loss, [rows, layer.gamma, layer.beta])

    N, cache = bn.batch_norm_forward(Z, gamma, beta, EPSILON)
    np.testing.assert_allclose(N, out.numpy().T, rtol=1e-9)
    for ours, theirs in zip(bn.batch_norm_backward(dN, cache), slopes):
        np.testing.assert_allclose(ours, theirs.numpy().T.reshape(ours.shape), rtol=1e-7, atol=1e-10)
    mu, var = bn.update_running((np.zeros((5, 1)), np.ones((5, 1))), cache["mu"], cache["var"], 0.9)
    np.testing.assert_allclose(mu[:, 0], layer.moving_mean.numpy(), rtol=1e-9)
    np.testing.assert_allclose(var[:, 0], layer.moving_variance.numpy(), rtol=1e-9)
