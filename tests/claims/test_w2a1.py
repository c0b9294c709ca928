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
from utils.training import train

OPTIMIZERS = {"GD": gd, "momentum": momentum, "RMSProp": rmsprop, "Adam": adam}
NUM_EPOCHS = 2500
RATES = {
    "constant": lambda epoch: 0.0007,
    "every epoch": lambda epoch: update_lr(0.1, epoch, 1.0),
    "at intervals": lambda epoch: schedule_lr_decay(0.1, epoch, 1.0),
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
def costs_at_all_rates(name):
    return dict(zip(RATES, run(name, list(RATES.values()), NUM_EPOCHS, networks(24))[1]))


def costs(name, rate):
    """Of 24 networks, at one of RATES."""
    return costs_at_all_rates(name)[rate]


def epochs_to(goal, costs):
    """For each network the first epoch with a cost of at most goal; one that never gets there counts as all epochs."""
    reached = costs <= goal
    return np.where(reached.any(axis=1), reached.argmax(axis=1), costs.shape[1])


def median_end(costs):
    return np.median(costs[:, -1])


# --- one learning rate ---


def test_at_0_0007_rmsprop_and_adam_need_at_most_a_quarter_of_the_epochs():
    epochs = {name: np.median(epochs_to(0.4, costs(name, "constant"))) for name in OPTIMIZERS}
    assert max(epochs["RMSProp"], epochs["Adam"]) <= min(epochs["GD"], epochs["momentum"]) / 4


def test_at_0_0007_momentum_runs_beside_gradient_descent():
    one, other = (np.median(costs(name, "constant"), axis=0) for name in ("GD", "momentum"))
    assert np.abs(one - other).max() < 0.03
    assert abs(one[-1] - other[-1]) < 0.003
    assert one[0] - one[-1] > 0.2, "and they move"


# --- decay ---


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_decay_at_every_epoch_ends_higher_than_decay_at_intervals(name):
    assert median_end(costs(name, "every epoch")) > 1.5 * median_end(costs(name, "at intervals"))
    if name in ("GD", "momentum"):
        assert median_end(costs(name, "every epoch")) > median_end(costs(name, "constant"))


def test_decay_at_intervals_closes_at_least_half_of_the_gap_to_adam():
    slow, fast = median_end(costs("GD", "constant")), median_end(costs("Adam", "constant"))
    assert slow - median_end(costs("GD", "at intervals")) >= (slow - fast) / 2


def test_a_rate_that_falls_at_every_epoch_adds_up_to_less_than_the_small_constant_one():
    totals = {name: sum(map(rate, range(NUM_EPOCHS))) for name, rate in RATES.items()}
    assert totals["every epoch"] < totals["constant"] < totals["at intervals"] / 50


# --- to each its own learning rate ---


def test_at_their_own_best_learning_rates_the_four_end_close_together():
    rates = 10 ** np.arange(-3.5, 1.01, 0.5)
    ends = {name: np.median(run(name, rates, 500, networks(24))[1][..., -1], axis=1) for name in OPTIMIZERS}
    lowest = [curve.min() for curve in ends.values()]
    assert max(lowest) < 1.3 * min(lowest)
    best = {name: rates[curve.argmin()] for name, curve in ends.items()}
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


def descend(slopes, optimizer, begin, learning_rate, num_steps):
    """The points (num_steps + 1, 2, k) on the ways down from k points (2, k)."""
    parameters = {"W1": begin[:1], "b1": begin[1:]}
    update = optimizer(parameters)
    points = [begin]
    for _ in range(num_steps):
        slope = slopes(*points[-1])
        parameters = update(parameters, {"dW1": slope[0][np.newaxis], "db1": slope[1][np.newaxis]}, learning_rate)
        points.append(np.concatenate([parameters["W1"], parameters["b1"]]))
    return np.array(points)


def quadratic(condition):
    return lambda x, y: (x**2 + condition * y**2) / 2, lambda x, y: (x, condition * y)


def best_momentum(condition):
    root = np.sqrt(condition)
    return ((root - 1) / (root + 1)) ** 2, 1 / root


def steps_to_a_millionth(condition, optimizer, learning_rate, begin, num_steps):
    """For each beginning, how many steps; all of them for one that does not get there."""
    far = np.hypot(*np.moveaxis(descend(quadratic(condition)[1], optimizer, begin, learning_rate, num_steps), 1, 0))
    near = far < 1e-6 * far[0]
    return np.where(near.any(axis=0), near.argmax(axis=0), num_steps)


def test_steps_fall_from_the_condition_number_to_about_its_root():
    begin = np.random.default_rng(0).uniform(0.2, 1, (2, 40)) * np.random.default_rng(1).choice([-1, 1], (2, 40))
    for condition in (10, 30, 100, 300, 1000):
        beta, rate = best_momentum(condition)
        slow = steps_to_a_millionth(condition, gd, 2 / (1 + condition), begin, 9 * condition)
        fast = steps_to_a_millionth(condition, lambda p, beta=beta: momentum(p, beta), rate, begin, 9 * condition)
        assert np.all(np.abs(slow / condition - 6.9) < 0.3), condition
        assert np.all((slow / fast > 0.6 * np.sqrt(condition)) & (slow / fast < 1.1 * np.sqrt(condition))), condition


def test_no_other_beta_and_rate_of_a_grid_are_much_better():
    condition, begin = 100, np.array([[1.0], [1.0]])
    beta, rate = best_momentum(condition)
    known = steps_to_a_millionth(condition, lambda p: momentum(p, beta), rate, begin, 300)[0]
    with np.errstate(over="ignore", invalid="ignore"):
        others = [
            steps_to_a_millionth(condition, lambda p, b=b: momentum(p, b), r, begin, 150)[0]
            for b in np.linspace(0.4, 0.9, 26)
            for r in rate * np.linspace(0.4, 2, 17)
        ]
    assert min(others) > 0.75 * known


def best_ends(cost, slopes, begin, num_steps):
    """For each optimizer the costs at the end, one per beginning, at the learning rate with the lowest median."""
    found = {}
    for name, optimizer in OPTIMIZERS.items():
        with np.errstate(over="ignore", invalid="ignore"):
            ends = [
                cost(*descend(slopes, optimizer, begin, rate, num_steps)[-1])
                for rate in 10 ** np.arange(-4, 0.51, 0.25)
            ]
        found[name] = min((np.nan_to_num(end, nan=np.inf) for end in ends), key=np.median)
    return found


def test_rmsprop_straightens_a_valley_along_the_coordinates_and_no_other():
    begin = np.random.default_rng(5).uniform(-1, 1, (2, 40))
    cost, slopes = quadratic(100)
    turn = np.sqrt(0.5) * np.array([[1, 1], [-1, 1]])
    along = {name: np.median(ends) for name, ends in best_ends(cost, slopes, begin, 90).items()}
    turned = {
        name: np.median(ends)
        for name, ends in best_ends(
            lambda x, y: cost(*(turn @ [x, y])), lambda x, y: turn.T @ slopes(*(turn @ [x, y])), turn.T @ begin, 90
        ).items()
    }
    assert along["RMSProp"] < along["GD"] / 1000
    assert along["Adam"] < along["GD"] / 2
    assert along["momentum"] < along["GD"] / 2
    for name in ("GD", "momentum"):
        assert turned[name] == pytest.approx(along[name], rel=1e-6)
    assert turned["RMSProp"] > turned["GD"] / 3
    assert 1.5 * along["Adam"] < turned["Adam"] < turned["GD"]


def test_momentum_and_adam_get_around_the_corner_of_the_banana_and_the_others_creep():
    rng = np.random.default_rng(6)
    begin = np.stack([rng.uniform(-1.5, -0.5, 40), rng.uniform(0, 2, 40)])
    ends = best_ends(
        lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
        begin,
        300,
    )
    medians = {name: np.median(costs) for name, costs in ends.items()}
    assert max(medians["momentum"], medians["Adam"]) < min(medians["GD"], medians["RMSProp"]) / 20
