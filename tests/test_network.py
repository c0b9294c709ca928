"""The network: its cost is stable, and its gradients agree with central differences and with TensorFlow's."""

import warnings
from itertools import pairwise

import numpy as np
import pytest

from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.gradient_descent import update_parameters_with_gd
from utils.network import accuracy, compute_cost, forward_propagation, number_of_layers, predict

ARCHITECTURES = [[3, 1], [3, 4, 1], [2, 10, 5, 1], [4, 6, 5, 3, 1]]  # L = 1, 2, 3, 4
EXTREME = np.array([[-1e300, -1e4, -745.0, -30.0, -0.0, 0.0, 30.0, 745.0, 1e4, 1e300]])


@pytest.fixture(autouse=True)
def warnings_are_errors():
    """A result that rounds to 0 (underflow) is right and silent in NumPy's default; everything else must not happen."""
    with warnings.catch_warnings(), np.errstate(over="raise", divide="raise", invalid="raise"):
        warnings.simplefilter("error")
        yield


def draw(layers_dims, m=7, seed=0):
    """Examples and parameters with non-zero biases, for a zero would hide an error in its gradient."""
    rng = np.random.default_rng(seed)
    parameters = {}
    for l, (n_in, n_out) in enumerate(pairwise(layers_dims), start=1):
        parameters[f"W{l}"] = rng.standard_normal((n_out, n_in))
        parameters[f"b{l}"] = rng.standard_normal((n_out, 1))
    Y = rng.integers(0, 2, (1, m)).astype(float)
    return rng.standard_normal((layers_dims[0], m)), Y, parameters


def gradients(X, Y, parameters):
    return backward_propagation(X, Y, forward_propagation(X, parameters)[1])


# --- activations ---


def test_sigmoid_is_right_at_every_size():
    assert sigmoid(0.0) == 0.5
    assert np.allclose(sigmoid(np.array([np.log(3), -np.log(3)])), [0.75, 0.25], rtol=1e-15)
    # For z far below 0 the sigmoid is exp(z), however small: 1 - sigmoid(-z) would have lost it.
    assert np.isclose(sigmoid(-700.0), np.exp(-700.0), rtol=1e-13)
    assert np.array_equal(sigmoid(EXTREME)[0, [0, 1, -2, -1]], [0.0, 0.0, 1.0, 1.0])


def test_sigmoid_is_symmetric():
    Z = np.linspace(-40, 40, 801)
    assert np.allclose(sigmoid(Z) + sigmoid(-Z), 1, rtol=0, atol=1e-15)


def test_relu():
    assert np.array_equal(relu(np.array([[-2, 0, 3]])), [[0, 0, 3]])
    assert relu(EXTREME).dtype == np.float64


@pytest.mark.parametrize("function", [sigmoid, relu])
def test_activations_leave_their_argument_as_it_was(function):
    Z = EXTREME.copy()
    function(Z)
    assert np.array_equal(Z, EXTREME)


# --- forward ---


def test_forward_by_hand():
    parameters = {
        "W1": np.array([[1.0, -1.0], [2.0, 0.0]]),
        "b1": np.array([[0.5], [-3.0]]),
        "W2": np.array([[1.0, -2.0]]),
        "b2": np.array([[0.25]]),
    }
    ZL, cache = forward_propagation(np.array([[1.0, 2.0], [2.0, 1.0]]), parameters)
    assert np.array_equal(cache["Z1"], [[-0.5, 1.5], [-1.0, 1.0]])
    assert np.array_equal(cache["A1"], [[0.0, 1.5], [0.0, 1.0]])
    assert np.array_equal(ZL, [[0.25, -0.25]])


@pytest.mark.parametrize("layers_dims", ARCHITECTURES)
def test_the_cache_has_the_names_of_the_mathematics(layers_dims):
    X, _, parameters = draw(layers_dims)
    ZL, cache = forward_propagation(X, parameters)
    L = len(layers_dims) - 1
    assert number_of_layers(parameters) == number_of_layers(cache) == L
    assert set(cache) == {f"A{l}" for l in range(L)} | {f"{name}{l}" for name in "WbZ" for l in range(1, L + 1)}
    assert cache["A0"] is X
    assert cache[f"Z{L}"] is ZL
    assert [cache[f"Z{l}"].shape for l in range(1, L + 1)] == [(n, 7) for n in layers_dims[1:]]


# --- cost ---


def test_cost_of_logits_zero_is_ln_2():
    assert compute_cost(np.zeros((1, 6)), np.array([[0, 1, 0, 1, 1, 1]])) == pytest.approx(np.log(2), rel=1e-15)


def test_cost_is_the_mean_cross_entropy():
    ZL, Y = np.array([[0.3, -1.2, 2.0]]), np.array([[1.0, 1.0, 0.0]])
    A = 1 / (1 + np.exp(-ZL))
    by_definition = -(np.log(A[0, 0]) + np.log(A[0, 1]) + np.log(1 - A[0, 2])) / 3
    cost = compute_cost(ZL, Y)
    assert type(cost) is float
    assert cost == pytest.approx(by_definition, rel=1e-14)


@pytest.mark.parametrize("z", [30.0, 745.0, 1e4, 1e300])
def test_cost_is_stable(z):
    """Wrong by a logit of z costs z; right costs exp(-z), which is lost beside no other number here."""
    right, wrong = np.array([[z, -z]]), np.array([[-z, z]])
    Y = np.array([[1.0, 0.0]])
    assert compute_cost(wrong, Y) == pytest.approx(z, rel=1e-12)
    assert compute_cost(right, Y) == pytest.approx(np.exp(-z), rel=1e-12)


# --- backward ---


@pytest.mark.parametrize("layers_dims", ARCHITECTURES)
def test_gradients_are_those_of_central_differences(layers_dims):
    X, Y, parameters = draw(layers_dims)
    grads = gradients(X, Y, parameters)
    assert set(grads) == {"d" + name for name in parameters}
    for name, value in parameters.items():
        numeric = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            costs = []
            for step in (1e-5, -1e-5):
                moved = value.copy()
                moved[index] += step
                costs.append(compute_cost(forward_propagation(X, parameters | {name: moved})[0], Y))
            numeric[index] = (costs[0] - costs[1]) / 2e-5
        assert grads["d" + name].shape == value.shape
        # Rounding: about 1e-16 / 1e-5 = 1e-11; truncation: third derivative times 1e-10.
        np.testing.assert_allclose(grads["d" + name], numeric, rtol=1e-6, atol=1e-9, err_msg=name)
        assert np.any(grads["d" + name]), f"the test would not see an error in {name}"


def test_the_slope_of_relu_at_zero_is_zero():
    """With zero weights every pre-activation is exactly 0; only the output bias may get a gradient."""
    X, Y = np.ones((2, 4)), np.array([[1.0, 1.0, 1.0, 0.0]])
    parameters = {"W1": np.zeros((3, 2)), "b1": np.zeros((3, 1)), "W2": np.ones((1, 3)), "b2": np.zeros((1, 1))}
    grads = gradients(X, Y, parameters)
    assert not np.any(grads["dW1"])
    assert not np.any(grads["db1"])
    assert not np.any(grads["dW2"])
    assert grads["db2"] == pytest.approx(0.5 - 0.75)


def test_a_step_at_extreme_logits_is_finite():
    parameters = {"W1": np.array([[1.0]]), "b1": np.array([[0.0]])}
    Y = np.tile([[0.0, 1.0]], 5)
    ZL, cache = forward_propagation(EXTREME, parameters)
    assert np.isfinite(compute_cost(ZL[:, 1:-1], Y[:, 1:-1]))
    assert all(np.all(np.isfinite(grad)) for grad in backward_propagation(EXTREME, Y, cache).values())


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@pytest.mark.parametrize("layers_dims", ARCHITECTURES)
def test_cost_and_gradients_are_tensorflows(tf, layers_dims):
    X, Y, parameters = draw(layers_dims, m=50, seed=1)
    with np.errstate(all="ignore"):  # what TensorFlow does inside is its own affair
        variables = {name: tf.Variable(value, dtype=tf.float64) for name, value in parameters.items()}
        L = number_of_layers(parameters)
        with tf.GradientTape() as tape:
            A = tf.constant(X)
            for l in range(1, L + 1):
                Z = variables[f"W{l}"] @ A + variables[f"b{l}"]
                A = tf.nn.relu(Z)
            cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.constant(Y), logits=Z))
        theirs = tape.gradient(cost, variables)
    ours = gradients(X, Y, parameters)
    assert compute_cost(forward_propagation(X, parameters)[0], Y) == pytest.approx(float(cost), rel=1e-12)
    for name in parameters:
        np.testing.assert_allclose(ours["d" + name], theirs[name].numpy(), rtol=1e-10, atol=1e-15, err_msg=name)


def test_cost_of_extreme_logits_is_tensorflows(tf):
    Y = np.tile([[0.0, 1.0]], 4)
    logits = EXTREME[:, 1:-1]
    theirs = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=Y, logits=logits))
    assert compute_cost(logits, Y) == pytest.approx(float(theirs), rel=1e-12)


# --- prediction and update ---


def test_prediction_and_accuracy():
    parameters = {"W1": np.array([[1.0]]), "b1": np.array([[-0.5]])}
    X, Y = np.array([[0.0, 0.5, 1.0, 2.0]]), np.array([[0.0, 0.0, 1.0, 0.0]])
    classes = predict(X, parameters)
    assert classes.shape == (1, 4)
    assert np.issubdtype(classes.dtype, np.integer)
    assert np.array_equal(classes, [[0, 0, 1, 1]])  # a logit of exactly 0 is a probability of 1/2: class 0
    assert accuracy(X, Y, parameters) == 0.75
    assert type(accuracy(X, Y, parameters)) is float


def test_gradient_descent_step():
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[3.0]])}
    grads = {"db1": np.array([[-2.0]]), "dW1": np.array([[10.0, 0.0]])}
    new = update_parameters_with_gd(parameters, grads, 0.1)
    assert np.allclose(new["W1"], [[0.0, 2.0]])
    assert np.allclose(new["b1"], [[3.2]])


def test_nothing_changes_its_arguments():
    X, Y, parameters = draw([2, 10, 5, 1])
    kept = [np.copy(X), np.copy(Y), {name: np.copy(value) for name, value in parameters.items()}]
    ZL, cache = forward_propagation(X, parameters)
    kept_cache = {name: np.copy(value) for name, value in cache.items()}
    compute_cost(ZL, Y)
    grads = backward_propagation(X, Y, cache)
    kept_grads = {name: np.copy(value) for name, value in grads.items()}
    new = update_parameters_with_gd(parameters, grads, 0.1)
    predict(X, parameters)
    accuracy(X, Y, parameters)
    assert np.array_equal(X, kept[0])
    assert np.array_equal(Y, kept[1])
    for now, before in [(parameters, kept[2]), (cache, kept_cache), (grads, kept_grads)]:
        assert all(np.array_equal(now[name], before[name]) for name in before)
    assert not any(np.shares_memory(new[name], parameters[name]) for name in new)
