"""What the Regularization notebook says in general, held to over 24 splits of the data, all trained at once."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from stack import stack

from utils.backward import backward_propagation
from utils.data import load_breast_cancer
from utils.gradient_descent import update_parameters_with_gd
from utils.initializers import initialize_parameters_he
from utils.network import forward_propagation, losses
from utils.overfitting import reshuffled, snapshots, standardized
from utils.regularization import (
    backward_propagation_with_dropout,
    backward_propagation_with_regularization,
    forward_propagation_with_dropout,
)
from utils.training import train

SPLITS = 24
LAYERS_DIMS, LEARNING_RATE, NUM_ITERATIONS = [2, 20, 10, 1], 0.3, 5000  # as in the notebook
LAMBD, KEEP_PROB = 3, 0.4  # what the notebook chooses on its dev set


class Splits:
    """The data, the start and the generator of each split, as `over_splits` makes them in the notebook, stacked."""

    def __init__(self):
        raw, splits, starts, self.rngs = load_breast_cancer(), [], [], []
        for seed in range(SPLITS):
            rng = np.random.default_rng(seed)
            new = reshuffled(raw, rng)
            splits.append([*standardized(new), new.X_test])
            starts.append(initialize_parameters_he(LAYERS_DIMS, rng))
            self.rngs.append(rng)
        self.X, self.Y, self.X_dev, self.Y_dev, self.X_held, self.Y_held, self.raw = map(np.array, zip(*splits))
        self.start = stack(starts)

    def random(self, shape):
        """A draw from each split's generator, as a network of its own would get it."""
        return np.array([rng.random(shape[1:]) for rng in self.rngs])


@pytest.fixture(scope="module")
def data():
    return Splits()


def trained(
    data, start=None, *, backward=backward_propagation, forward=forward_propagation, num_iterations=NUM_ITERATIONS
):
    parameters, _ = train(
        data.X,
        data.Y,
        start or data.start,
        backward=backward,
        forward=forward,
        update=update_parameters_with_gd,
        learning_rate=LEARNING_RATE,
        num_iterations=num_iterations,
        progress=False,
    )
    return parameters


def l2(lambd):
    return {"backward": lambda X, Y, cache: backward_propagation_with_regularization(X, Y, cache, lambd)}


def dropout(next_rng):
    """next_rng() gives the generator for an iteration."""
    return {
        "forward": lambda X, parameters: forward_propagation_with_dropout(X, parameters, next_rng(), KEEP_PROB),
        "backward": lambda X, Y, cache: backward_propagation_with_dropout(X, Y, cache, KEEP_PROB),
    }


@pytest.fixture(scope="module")
def path(data):
    """The parameters without regularization every 10 iterations."""
    return snapshots(lambda X, Y, start, num_iterations: trained(data, start, num_iterations=num_iterations),
                     data.X, data.Y, data.start, NUM_ITERATIONS)  # fmt: skip


@pytest.fixture(scope="module")
def plain(path):
    return path[-1]


@pytest.fixture(scope="module")
def early(data, path):
    """The parameters of the lowest dev cost, in each split."""
    best = np.argmin([costs(data.X_dev, data.Y_dev, parameters) for parameters in path], axis=0)
    return {name: np.array([path[at][name][k] for k, at in enumerate(best)]) for name in path[0]}


@pytest.fixture(scope="module")
def with_l2(data):
    return trained(data, **l2(LAMBD))


@pytest.fixture(scope="module")
def with_dropout(data):
    return trained(data, **dropout(lambda: data))


@pytest.fixture(scope="module")
def with_one_mask(data):
    return trained(data, **dropout(lambda: np.random.default_rng(2)))


def points(ZL, Y):
    """Accuracy in percent, for each split."""
    return 100 * np.mean((ZL > 0) == Y, axis=(1, 2))


def accuracies(data, parameters):
    """(training, held out), in percent, with dropout off."""
    held = forward_propagation(data.X_held, parameters)[0]
    return points(forward_propagation(data.X, parameters)[0], data.Y), points(held, data.Y_held)


def gap(data, parameters):
    ours, held = accuracies(data, parameters)
    return float(np.median(ours - held))


def costs(X, Y, parameters, forward=forward_propagation):
    return losses(forward(X, parameters)[0], Y).mean(axis=(1, 2))


def test_without_regularization_training_exceeds_test_by_at_least_8_points(data, plain):
    assert gap(data, plain) >= 8


def test_l2_cuts_the_gap_at_least_by_half_and_dropout_by_a_third(data, plain, with_l2, with_dropout):
    assert gap(data, with_l2) <= gap(data, plain) / 2
    assert gap(data, with_dropout) <= gap(data, plain) * 2 / 3


# name: median training accuracy; quartiles of the test accuracy; in how many of the splits it is better than plain
TABLE = {
    "plain": (86, (70, 73, 75), 0),
    "early": (80, (77, 78, 79), 20),
    "with_l2": (79, (77, 79, 80), 22),
    "with_dropout": (82, (77, 78, 79), 22),
}


@pytest.mark.parametrize("name", TABLE)
def test_the_table_of_24_splits(data, plain, name, request):
    ours, held = accuracies(data, request.getfixturevalue(name))
    in_training, quartiles, better = TABLE[name]
    assert np.median(ours) == pytest.approx(in_training, abs=1)
    np.testing.assert_allclose(np.percentile(held, [25, 50, 75]), quartiles, atol=1)
    assert np.sum(held > accuracies(data, plain)[1]) == pytest.approx(better, abs=1)


def test_no_remedy_beats_another_in_most_splits(data, early, with_l2, with_dropout):
    for one, other in combinations((accuracies(data, it)[1] for it in (early, with_l2, with_dropout)), 2):
        assert np.sum(one > other) <= 16
        assert np.sum(one < other) <= 16


def line_by_hand_is_right(data):
    """For each mass of each test set, (splits, 269)."""
    texture, smoothness = data.raw[:, :1], data.raw[:, 1:]
    return ((texture / 20 + smoothness / 0.1 > 2) == data.Y_held)[:, 0]


def test_the_line_by_hand_reaches_78_percent(data):
    assert 100 * np.median(np.mean(line_by_hand_is_right(data), axis=1)) == pytest.approx(77.5, abs=0.1)


def test_the_line_by_hand_reaches_76_percent_on_masses_that_it_was_not_drawn_to(data):
    shown = {tuple(mass) for mass in load_breast_cancer().X_train.T}
    new = np.array([[tuple(mass) not in shown for mass in held.T] for held in data.raw])
    assert 0.6 < new.mean() < 0.9
    right = np.sum(line_by_hand_is_right(data) & new, axis=1) / new.sum(axis=1)
    assert 100 * np.median(right) == pytest.approx(76.3, abs=0.5)


def test_training_on_lowers_the_training_cost_and_raises_the_cost_of_what_is_held_out(data, plain, path):
    earlier = path[50]
    assert np.all(costs(data.X, data.Y, plain) < costs(data.X, data.Y, earlier))
    assert np.mean(costs(data.X_held, data.Y_held, plain) > costs(data.X_held, data.Y_held, earlier)) >= 0.9


def norms(parameters):
    """The size of each layer's weights, (layers, splits)."""
    return np.array([np.linalg.norm(parameters[f"W{l}"], axis=(1, 2)) for l in (1, 2, 3)])


def test_the_larger_lambd_the_smaller_the_weights_and_in_the_end_they_are_gone(data, plain, with_l2):
    runs = [plain, trained(data, **l2(0.1)), with_l2, trained(data, **l2(30), num_iterations=1000)]
    sizes = [np.linalg.norm(norms(parameters), axis=0) for parameters in runs]
    for larger, smaller in pairwise(sizes):
        assert np.all(smaller < larger)
    assert np.all(sizes[-1] < 1e-3)


def test_l2_shares_the_size_out_evenly_among_the_layers(plain, with_l2):
    with_penalty, without = (
        np.ptp(norms(parameters), axis=0) / norms(parameters)[0] for parameters in (with_l2, plain)
    )
    assert np.all(with_penalty < 0.05)
    assert np.median(without) > 0.3


def test_dropout_left_on_at_prediction_costs_accuracy_and_changes_its_mind(data, with_dropout):
    rng = np.random.default_rng(3)
    draws = [forward_propagation_with_dropout(data.X_held, with_dropout, rng, KEEP_PROB)[0] > 0 for _ in range(50)]
    left_on = np.mean([points(draw - 0.5, data.Y_held) for draw in draws], axis=0)
    assert np.mean(left_on < accuracies(data, with_dropout)[1]) >= 0.9
    undecided = np.mean(np.any(draws, axis=0) & ~np.all(draws, axis=0), axis=(1, 2))
    assert np.median(undecided) > 0.5
    assert np.all(undecided > 0.3)


def test_one_mask_for_all_iterations_is_learned_by_heart_and_of_no_use(data, plain, with_dropout, with_one_mask):
    def masked(seed):
        return lambda X, parameters: forward_propagation_with_dropout(
            X, parameters, np.random.default_rng(seed), KEEP_PROB
        )

    with_its_mask = costs(data.X, data.Y, with_one_mask, masked(2))
    assert np.mean(with_its_mask < costs(data.X, data.Y, plain)) >= 0.9
    assert np.all(5 * with_its_mask < costs(data.X, data.Y, with_one_mask, masked(3)))
    held = costs(data.X_held, data.Y_held, with_one_mask)
    assert np.mean(held > costs(data.X_held, data.Y_held, with_dropout)) >= 0.9
    assert np.mean(held > costs(data.X_held, data.Y_held, plain)) >= 0.8
    assert np.median(accuracies(data, with_one_mask)[1]) < np.median(accuracies(data, with_dropout)[1]) - 1
