"""The training loop: what it computes, what it lets a notebook replace, and when its bar shows."""

import subprocess
import sys
import time

import numpy as np
import pytest

from utils.backward import backward_propagation
from utils.data import load_circles
from utils.gradient_descent import update_parameters_with_gd
from utils.initializers import initialize_parameters_he
from utils.network import accuracy, compute_cost, forward_propagation
from utils.training import train

STEP = {"backward": backward_propagation, "update": update_parameters_with_gd, "learning_rate": 0.1}


@pytest.fixture
def start():
    """A small problem: X, Y and parameters."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((2, 30))
    return X, (X[:1] * X[1:] > 0).astype(float), initialize_parameters_he([2, 6, 1], rng)


def same(parameters, others):
    return parameters.keys() == others.keys() and all(np.array_equal(parameters[k], others[k]) for k in parameters)


def test_it_is_forward_cost_backward_update(start):
    X, Y, parameters = start
    trained, costs = train(X, Y, parameters, num_iterations=5, **STEP)
    expected_costs = []
    for _ in range(5):
        ZL, cache = forward_propagation(X, parameters)
        expected_costs.append(compute_cost(ZL, Y))
        parameters = update_parameters_with_gd(parameters, backward_propagation(X, Y, cache), 0.1)
    assert costs.shape == (5,)
    assert costs.dtype == np.float64
    assert np.array_equal(costs, expected_costs)
    assert same(trained, parameters)


def test_it_learns_the_circles():
    circles = load_circles()
    parameters = initialize_parameters_he([2, 10, 5, 1], np.random.default_rng(0))
    trained, costs = train(
        circles.X_train, circles.Y_train, parameters, num_iterations=2000, **STEP | {"learning_rate": 0.1}
    )
    assert costs[-1] < 0.2 < 0.6 < costs[0]
    assert accuracy(circles.X_test, circles.Y_test, trained) > 0.9


def test_the_parameters_that_come_in_are_not_changed_even_by_an_update_in_place(start):
    X, Y, parameters = start

    def in_place(parameters, grads, learning_rate):
        for name in parameters:
            parameters[name] -= learning_rate * grads["d" + name]
        return parameters

    before = {name: value.copy() for name, value in parameters.items()}
    trained, _ = train(X, Y, parameters, num_iterations=3, **STEP | {"update": in_place})
    assert same(parameters, before)
    assert not same(trained, before)


def test_no_iterations_give_back_the_start(start):
    X, Y, parameters = start
    trained, costs = train(X, Y, parameters, num_iterations=0, **STEP)
    assert costs.shape == (0,)
    assert same(trained, parameters)


def test_learning_rate_may_be_a_function_of_the_iteration(start):
    X, Y, parameters = start
    seen = []

    def update(parameters, grads, learning_rate):
        seen.append(learning_rate)
        return parameters

    train(X, Y, parameters, num_iterations=3, **STEP | {"update": update, "learning_rate": lambda i: 1 / (1 + i)})
    assert seen == [1, 1 / 2, 1 / 3]


def test_penalty_is_added_to_the_cost_of_the_parameters_at_the_start_of_the_iteration(start):
    X, Y, parameters = start
    trained, plain = train(X, Y, parameters, num_iterations=2, **STEP)
    again, costs = train(X, Y, parameters, num_iterations=2, penalty=lambda p: float(np.sum(p["W1"] ** 2)), **STEP)
    once, _ = train(X, Y, parameters, num_iterations=1, **STEP)
    assert same(again, trained), "the penalty belongs to the cost; its gradient is backward's business"
    assert costs - plain == pytest.approx([np.sum(parameters["W1"] ** 2), np.sum(once["W1"] ** 2)], rel=1e-12)


def test_batches_make_an_iteration_an_epoch_whose_cost_is_the_mean_over_its_examples(start):
    X, Y, parameters = start
    asked = []

    def batches(epoch):
        asked.append(epoch)
        for part in (slice(0, 20), slice(20, 30)):  # of 20 and 10: a mean of the batches' means would be wrong
            yield X[:, part], Y[:, part]

    trained, costs = train(X, Y, parameters, num_iterations=2, batches=batches, **STEP)
    expected_costs = []
    for _ in range(2):
        total = 0.0
        for X_batch, Y_batch in batches(None):
            ZL, cache = forward_propagation(X_batch, parameters)
            total += compute_cost(ZL, Y_batch) * X_batch.shape[1]
            grads = backward_propagation(X_batch, Y_batch, cache)
            parameters = update_parameters_with_gd(parameters, grads, 0.1)
        expected_costs.append(total / 30)
    assert asked[:2] == [0, 1]
    assert costs == pytest.approx(expected_costs, rel=1e-14)
    assert same(trained, parameters)


def test_no_batches_are_an_error(start):
    X, Y, parameters = start
    with pytest.raises(ValueError, match=r"batches\(0\) holds no examples"):
        train(X, Y, parameters, num_iterations=1, batches=lambda epoch: [], **STEP)


def test_forward_and_cost_can_be_replaced(start):
    X, Y, parameters = start
    calls = []

    def forward(X, parameters):
        calls.append("forward")
        return forward_propagation(X, parameters)

    def cost(ZL, Y):
        calls.append("cost")
        return 7.0

    _, costs = train(X, Y, parameters, num_iterations=2, forward=forward, cost=cost, **STEP)
    assert calls == ["forward", "cost"] * 2
    assert np.array_equal(costs, [7.0, 7.0])


def slow(parameters, grads, learning_rate):
    time.sleep(0.25)
    return parameters


def test_a_short_run_shows_no_bar(start, capsys):
    train(*start, num_iterations=20, **STEP)
    assert capsys.readouterr() == ("", "")


def test_a_run_starts_no_thread():
    """It would outlive the run, and threads do not survive a fork. In a fresh process, with none of other tests."""
    code = """
import threading
from utils.training import train
train(None, None, {}, backward=None, update=None, learning_rate=0, num_iterations=0)
print(threading.active_count())
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == "1\n"


def test_a_long_run_shows_a_bar_on_stdout(start, capsys):
    train(*start, num_iterations=10, **STEP | {"update": slow})  # 2.5 s
    out, err = capsys.readouterr()
    assert "training" in out
    assert "/10" in out
    assert err == "", "what comes on stderr in a graded cell counts as an error"


def test_progress_false_never_shows_a_bar(start, capsys):
    train(*start, num_iterations=10, progress=False, **STEP | {"update": slow})
    assert capsys.readouterr() == ("", "")
