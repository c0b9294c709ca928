"""What the Optimization Methods notebook says in general, held to over many seeds and starting points."""

from functools import cache

import numpy as np
import pytest
from stack import stack

from utils.backward import backward_propagation
from utils.data import load_moons
from utils.initializers import initialize_parameters_he
from utils.learning_rates import schedule_lr_decay, update_lr
from utils.minibatches import random_mini_batches
from utils.network import forward_propagation, losses
from utils.optimizers import adam, gd, momentum, rmsprop
from utils.optimizing import costs_by_angle, descend, known_best, quadratic
from utils.training import train

OPTIMIZERS = {"GD": gd, "momentum": momentum, "RMSProp": rmsprop, "Adam": adam}
NUM_EPOCHS = 2500
RATES = 10 ** np.arange(-3.5, 1.01, 0.5)
SCHEDULES = {
    "constant": lambda rate, epoch: rate,
    "steep": lambda rate, epoch: update_lr(rate, epoch, 1),
    "gentle": lambda rate, epoch: update_lr(rate, epoch, 0.01),
    "at intervals": lambda rate, epoch: schedule_lr_decay(rate, epoch, 1, 125),
}


def networks(count):
    return [initialize_parameters_he([2, 5, 2, 1], np.random.default_rng([2, seed])) for seed in range(count)]


def run(name, rates, num_epochs, members, size=64):
    """Train all members at each of the rates, numbers or functions epoch -> number: all of it in one stack.

    Returns the trained stack, rate after rate, and the costs (rates, members, epochs).
    """
    moons, rng = load_moons(), np.random.default_rng(2)
    start = stack(members * len(rates))

    def each(epoch):
        now = [rate(epoch) if callable(rate) else rate for rate in rates]
        return np.repeat(now, len(members))[:, np.newaxis, np.newaxis]

    parameters, costs = train(
        moons.X_train,
        moons.Y_train,
        start,
        cost=lambda ZL, Y: losses(ZL, Y).mean(axis=(1, 2)),
        backward=backward_propagation,
        update=OPTIMIZERS[name](start),
        learning_rate=each,
        num_iterations=num_epochs,
        batches=lambda epoch: random_mini_batches(moons.X_train, moons.Y_train, rng, size),
        progress=False,
    )
    return parameters, costs.T.reshape(len(rates), len(members), num_epochs)


@cache
def costs(name):
    """Of 24 networks at the learning rate 0.0007: (members, epochs)."""
    return run(name, [0.0007], NUM_EPOCHS, networks(24))[1][0]


def epochs_to(goal, costs):
    """For each network the first epoch with a cost of at most goal; one that never gets there counts as all epochs."""
    reached = costs <= goal
    return np.where(reached.any(axis=1), reached.argmax(axis=1), costs.shape[1])


def median_end(costs):
    return np.median(costs[:, -1])


# --- one learning rate ---


def test_at_0_0007_rmsprop_and_adam_need_at_most_a_quarter_of_the_epochs():
    epochs = {name: np.median(epochs_to(0.4, costs(name))) for name in OPTIMIZERS}
    assert max(epochs["RMSProp"], epochs["Adam"]) <= min(epochs["GD"], epochs["momentum"]) / 4


def test_at_0_0007_momentum_runs_beside_gradient_descent():
    one, other = (np.median(costs(name), axis=0) for name in ("GD", "momentum"))
    assert np.abs(one - other).max() < 0.03
    assert abs(one[-1] - other[-1]) < 0.003
    assert one[0] - one[-1] > 0.2, "and they move"


# --- decay ---


@pytest.mark.parametrize(("name", "rates"), [("GD", RATES[5:]), ("Adam", RATES[3:8])])
def test_at_equal_budgets_only_the_steep_decay_ends_high(name, rates):
    """Each schedule at the best of five initial rates, 500 epochs of 24 networks."""
    settings = [lambda epoch, rule=rule, rate=rate: rule(rate, epoch) for rule in SCHEDULES.values() for rate in rates]
    _, found = run(name, settings, 500, networks(24))
    medians = np.median(found[..., -10:].mean(axis=-1), axis=1).reshape(len(SCHEDULES), len(rates))
    lowest = dict(zip(SCHEDULES, medians.min(axis=1)))
    assert lowest["steep"] > 1.8 * lowest["constant"]
    for schedule in ("gentle", "at intervals"):
        assert lowest[schedule] < 1.1 * lowest["constant"], "falling at every epoch is not to blame"
        assert lowest[schedule] > 0.75 * lowest["constant"], "and decay gains little here"


# --- each at its own best rate ---


def test_at_their_own_best_learning_rates_the_four_end_close_together():
    ends = {name: np.median(run(name, RATES, 500, networks(24))[1][..., -1], axis=1) for name in OPTIMIZERS}
    lowest = [curve.min() for curve in ends.values()]
    assert max(lowest) < 1.3 * min(lowest)
    best = {name: RATES[curve.argmin()] for name, curve in ends.items()}
    assert min(best["GD"], best["momentum"]) > 3 * max(best["RMSProp"], best["Adam"]), "and these lie far apart"
    wide = [np.sum(curve < 0.1) for curve in ends.values()]
    assert max(wide) - min(wide) <= 2, "the ranges are about equally wide"
    for curve in ends.values():
        assert curve[0] > 3 * curve.min()
        assert curve[-1] > 3 * curve.min()


# --- networks that die ---


def test_small_networks_die_before_training_and_more_of_them_in_large_steps():
    def alive(parameters):
        """How many units of the last hidden layer are, for each network."""
        return forward_propagation(load_moons().X_train, parameters)[1]["A2"].any(axis=2).sum(axis=1)

    fresh = alive(stack(networks(1000)))
    assert 0.1 < np.mean(fresh == 1) < 0.25
    assert 0.003 < np.mean(fresh == 0) < 0.03
    for name in OPTIMIZERS:
        trained, (costs,) = run(name, [0.1], 60, networks(200))
        after, ends = alive(trained), costs[:, -1]
        assert np.mean(after == 0) > np.mean(fresh[:200] == 0), name
        assert np.all(ends[after == 0] > np.log(2) - 0.01), name
        assert np.median(ends[after == 2]) < 0.3, name


# --- mini-batches ---


def test_smaller_mini_batches_get_lower_in_as_many_epochs():
    ends = [median_end(run("GD", [0.05], 20, networks(24), size)[1][0]) for size in (300, 64, 8)]
    assert ends[0] > 1.1 * ends[1] > 1.1 * 1.1 * ends[2]


# --- valleys ---


def test_steps_fall_from_the_condition_number_to_about_its_root():
    begin = np.random.default_rng(0).uniform(0.2, 1, (2, 40)) * np.random.default_rng(1).choice([-1, 1], (2, 40))
    for condition in (10, 30, 100, 300, 1000):
        steps = []
        for optimizer, rate in known_best(condition, gd, lambda beta: lambda p: momentum(p, beta)).values():
            far = np.hypot(*descend(quadratic(condition)[1], optimizer, begin, rate, 9 * condition).swapaxes(0, 1))
            steps.append((far < 1e-6 * far[0]).argmax(axis=0))
        slow, fast = steps
        assert np.all(np.abs(slow / condition - 6.9) < 0.3), condition
        assert np.all((slow / fast > 0.6 * np.sqrt(condition)) & (slow / fast < 1.1 * np.sqrt(condition))), condition


def test_no_other_beta_and_rate_of_a_grid_are_much_better():
    def steps(optimizer, rate):
        far = np.hypot(*descend(quadratic(100)[1], optimizer, np.ones((2, 1)), rate, 150)[..., 0].T)
        near = far < 1e-6 * far[0]
        return near.argmax() if near.any() else len(near)

    known, rate = known_best(100, gd, lambda beta: lambda p: momentum(p, beta))["Momentum"]
    with np.errstate(over="ignore", invalid="ignore"):
        others = [
            steps(lambda p, b=b: momentum(p, b), r)
            for b in np.linspace(0.4, 0.9, 26)
            for r in rate * np.linspace(0.4, 2, 17)
        ]
    assert min(others) > 0.75 * steps(known, rate)


def test_rmsprop_loses_its_advantage_with_the_angle_and_adam_hardly_changes():
    angles = (0, 5, 10, 45)
    found = costs_by_angle(OPTIMIZERS, angles, np.random.default_rng(5).uniform(-1, 1, (2, 40)))
    for name in ("GD", "momentum"):
        assert found[name] == pytest.approx([found[name][0]] * len(angles), rel=1e-6)
    best, *turned, at_45 = found["RMSProp"]
    assert best < found["momentum"][0] / 1000
    assert min(turned) > 1000 * best
    assert min(turned) > found["momentum"][0]
    assert at_45 > found["GD"][0]
    assert max(found["Adam"]) < 5 * min(found["Adam"])
    assert max(found["Adam"]) < found["GD"][0] / 10
