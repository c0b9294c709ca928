"""What the Introduction to TensorFlow notebook says in general, held to over many seeds."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest

from graders.checks import tensorflow_later as tf
from graders.exercises import find
from utils import initializers, network, tensors
from utils.backward import backward_propagation

ROOT = Path(__file__).resolve().parents[2]
NAME = "W3A1-Introduction_to_TensorFlow"
SEEDS = range(20)
LAYERS_DIMS = [64, 48, 24, 10]
reference = SimpleNamespace(**{exercise.name: exercise.reference for exercise in find(NAME).exercises})


@pytest.fixture(scope="module")
def notebook():
    """The notebook's names, with the references as the solutions: a function that runs its cells by their ids."""
    (path,) = (ROOT / "notebooks" / NAME).glob("*.ipynb")
    sources = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
    names = {}

    def run(*ids):
        for cell in ids:
            exec(compile(sources[cell], f"<cell {cell}>", "exec"), names)
        return names

    run("setup")
    names.update(vars(reference))
    run("batches", "cost-start", "train", "test")
    return run


def costs_of_each(logits, labels):
    """The mean cost of each network.  logits, labels: (networks, examples, classes)."""
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits), axis=1)


@pytest.fixture(scope="module")
def trained(notebook):
    """For each seed (costs, accuracies on train, on dev, the accuracy on test): the notebook's training, in one stack.

    Biases are (networks, 1, n). The sum of the costs has the gradients that each cost has by itself.
    """
    names = notebook()
    members = [reference.initialize_parameters(LAYERS_DIMS, seed) for seed in SEEDS]
    stacked = {key: np.array([np.atleast_2d(member[key]) for member in members]) for key in members[0]}
    parameters = {key: tf.Variable(value) for key, value in stacked.items()}
    adam, rng = tf.keras.optimizers.Adam(0.003), np.random.default_rng(1)
    X_train, Y_train = names["X_train"].numpy(), names["Y_train"].numpy()

    def cost(logits, labels):
        return tf.reduce_sum(costs_of_each(logits, labels))

    @tf.function
    def step(X, Y):
        costs = costs_of_each(reference.forward_propagation(X, parameters), Y)
        reference.train_step(reference.forward_propagation, cost, parameters, adam, X, Y)
        return costs

    def accuracies(part):
        logits = reference.forward_propagation(names[f"X_{part}"], parameters)
        return np.mean(tf.argmax(logits, axis=2) == tf.argmax(names[f"Y_{part}"], axis=1), axis=1)

    history = []
    for _ in range(20):
        order = rng.permuted(np.tile(np.arange(len(X_train)), (len(SEEDS), 1)), axis=1)
        batches = np.split(order, range(32, len(X_train), 32), axis=1)
        costs = sum(len(batch[0]) * step(X_train[batch], Y_train[batch]).numpy() for batch in batches)
        history.append((costs / len(X_train), accuracies("train"), accuracies("dev")))
    return [(*histories, test) for histories, test in zip(np.array(history).transpose(2, 1, 0), accuracies("test"))]


# -- the network -------------------------------------------------------------------------------------------------------


def test_a_network_that_knows_nothing_pays_about_ln_10(notebook):
    names = notebook()
    for seed in SEEDS:
        logits = reference.forward_propagation(names["X_dev"], reference.initialize_parameters(LAYERS_DIMS, seed))
        assert float(reference.compute_cost(logits, names["Y_dev"])) == pytest.approx(np.log(10), abs=0.25)


def test_it_reads_95_percent_of_the_test_images(trained):
    assert np.median([test for *_, test in trained]) >= 0.95


def test_the_cost_keeps_falling_and_dev_stays_a_little_behind(trained):
    for costs, *_ in trained:
        assert costs[0] > costs[4] > costs[9] > costs[-1]
    train, dev = (np.array([run[i][-1] for run in trained]) for i in (1, 2))
    assert np.median(train) >= 0.99
    assert np.mean(dev < train) >= 0.9
    assert 0.01 < np.median(train - dev) < 0.06


def test_keras_takes_the_same_steps_to_the_same_network(notebook):
    names = notebook("keras-fit", "keras-same")
    keras = dict(zip(names["names"], names["model"].weights))
    assert tensors.largest_difference(names["parameters"], keras) < 1e-3
    assert names["fitted"].history["loss"][-1] == pytest.approx(names["history"][-1][0], rel=1e-3)
    assert abs(names["keras_right"] - names["test_accuracy"]) <= 1 / 300


def test_glorots_draw_is_what_keras_takes_when_told_nothing():
    assert isinstance(tf.keras.layers.Dense(3).kernel_initializer, tf.keras.initializers.GlorotUniform)


# -- the tape ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers_dims", [[64, 20, 5, 1], [3, 1], [10, 30, 20, 10, 1]])
@pytest.mark.parametrize("seed", range(3))
def test_the_tape_and_backpropagation_by_hand_agree(layers_dims, seed):
    """In float64, norm-wise; biases are not zero, so that no gradient is missing for it."""
    rng = np.random.default_rng(seed)
    by_hand = initializers.initialize_parameters_he(layers_dims, rng)
    by_hand = {key: value + 0.1 * rng.standard_normal(value.shape) for key, value in by_hand.items()}
    X, Y = rng.standard_normal((layers_dims[0], 50)), (rng.random((1, 50)) < 0.5).astype(float)
    _, cache = network.forward_propagation(X, by_hand)
    hand = backward_propagation(X, Y, cache)

    variables = {key: tf.Variable(value.T if key[0] == "W" else value[:, 0]) for key, value in by_hand.items()}
    with tf.GradientTape() as tape:
        logits = reference.forward_propagation(tf.constant(X.T), variables)
        cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=Y.T, logits=logits))
    for key, gradient in tape.gradient(cost, variables).items():
        one, two = hand[f"d{key}"].T.ravel(), gradient.numpy().ravel()
        assert np.linalg.norm(one - two) <= 1e-8 * np.linalg.norm(one)


def test_the_notebooks_own_comparison_says_the_same(notebook):
    assert max(notebook("by-hand-and-tape")["differences"].values()) < 1e-8


def test_the_tape_sees_variables_inside_its_block_and_nothing_else(notebook):
    names = notebook("tape-sees")

    def gradient(y, of="x"):
        return names["tape"].gradient(names[y], names[of])

    assert gradient("inside").numpy() == 12
    assert [gradient("of_constant", of="constant"), gradient("before"), gradient("by_numpy")] == [None, None, None]


# -- tf.function -------------------------------------------------------------------------------------------------------


def test_a_traced_step_is_faster_and_does_the_same(notebook):
    names = notebook("graph-time")
    assert tensors.largest_difference(*names["starts"].values()) < 1e-5
    table = tensors.compare_steps(
        *(names[name] for name in ("steps", "forward_propagation", "compute_cost", "starts", "adams", "mini_batches"))
    )
    (_, _, eager), (_, _, traced) = table.rows  # nothing is traced any more
    assert float(traced) < float(eager) / 2


def test_a_function_is_traced_once_for_a_dtype_and_again_for_every_python_number(notebook):
    names = notebook("python-runs-once")
    assert len(names["traces"]) == 1 + 1 + 5
    assert sum(isinstance(x, float) for x in names["traces"]) == 5


# -- the answers to the questions --------------------------------------------------------------------------------------


def test_a_sigmoid_survives_overflow_in_one_form_and_not_in_the_other():
    z = tf.constant([-1000.0, 1000.0])
    assert (1 / (1 + tf.exp(-z))).numpy().tolist() == [0, 1]
    assert np.isnan((tf.exp(z) / (1 + tf.exp(z))).numpy()).tolist() == [False, True]


@pytest.mark.parametrize(("written_out", "slope"), [(False, 0), (True, np.nan)])
def test_far_below_zero_the_written_out_sigmoid_is_right_and_its_gradient_is_not(written_out, slope):
    z = tf.constant([-100.0])
    with tf.GradientTape() as tape:
        tape.watch(z)
        answer = 1 / (1 + tf.exp(-z)) if written_out else tf.sigmoid(z)
    assert answer.numpy() == pytest.approx(0, abs=1e-40)
    np.testing.assert_array_equal(tape.gradient(answer, z), [slope])
