"""The references of W2A3, against simulations and by hand; and a training that can be continued."""

import itertools

import numpy as np
import pytest

from utils import search
from utils import search_experiments as experiments
from utils.data import load_trials


@pytest.fixture
def rng():
    return np.random.default_rng(9)


def test_log_uniform_has_as_many_in_each_decade(rng):
    counts, _ = np.histogram(np.log10(search.log_uniform(1e-3, 10, 40_000, rng)), bins=[-3, -2, -1, 0, 1])
    assert counts.sum() == 40_000
    np.testing.assert_allclose(counts, 10_000, rtol=0.05)


def test_half_of_the_betas_from_0_to_0_99_are_above_0_9(rng):
    found = np.array([search.sample_beta(0, 0.99, rng) for _ in range(20_000)])
    assert 0 <= found.min() < found.max() <= 0.99
    assert np.mean(found > 0.9) == pytest.approx(0.5, abs=0.02)


def test_a_grid_is_the_middles_of_its_cells_on_each_scale():
    space = {"a": ("linear", 0.0, 4.0), "b": ("log", 1.0, 10_000.0)}
    found = [(trial["a"], trial["b"]) for trial in search.grid(space, 2)]
    np.testing.assert_allclose(found, [(1, 10), (1, 1000), (3, 10), (3, 1000)])


def test_halving_resumes_and_keeps_the_best():
    given = {}

    def train_more(trial, epochs):
        given[trial] = given.get(trial, 0) + epochs
        return trial / 100

    winner, rounds = search.successive_halving(list(range(27))[::-1], train_more, 3)
    assert winner == 0
    assert [sorted(one) for one in rounds] == [list(range(27)), list(range(9)), [0, 1, 2], [0]]
    assert sum(given.values()) == 81
    assert given[0] == 27


def test_the_expected_best_is_the_mean_over_all_draws():
    errors = [0.3, 0.1, 0.25, 0.1]
    for n in (1, 2, 3):
        draws = [min(draw) for draw in itertools.product(errors, repeat=n)]
        assert search.expected_best(np.array(errors), n) == pytest.approx(np.mean(draws))


def test_the_parts_of_the_variance_add_up_in_the_mean(rng):
    parts = [search.variance_parts(2 * rng.standard_normal((6, 1)) + rng.standard_normal((6, 4))) for _ in range(2000)]
    np.testing.assert_allclose(np.mean(parts, axis=0), [4, 1], rtol=0.06)


def test_a_refined_space_stays_in_the_old_one():
    space = {"a": ("log", 1.0, 10_000.0), "b": ("linear", 0.0, 8.0)}
    fine = search.refine(space, {"a": 100.0, "b": 1.0}, 2)
    assert fine["a"] == ("log", pytest.approx(10), pytest.approx(1000))
    assert fine["b"] == ("linear", 0.0, 3.0)


def test_a_failed_trial_never_wins(rng):
    errors = iter([np.nan, 0.4, np.nan, 0.3])
    best, found = search.random_search(4, {"a": ("linear", 0, 1)}, lambda trial: next(errors), rng)
    assert best is not None
    np.testing.assert_array_equal(found, [np.nan, 0.4, np.nan, 0.3])
    np.testing.assert_array_equal(search.best_so_far(found), [np.nan, 0.4, 0.4, 0.3])


def test_training_in_two_parts_is_training_at_once():
    task = experiments.new_task(3)
    once, twice = experiments.Training(task, {}), experiments.Training(task, {})
    twice.train(1)
    assert once.train(3) == twice.train(2)
    np.testing.assert_array_equal(once.parameters["W1"], twice.parameters["W1"])


def test_trainings_side_by_side_come_to_what_each_comes_to_alone():
    tasks, trials = [experiments.new_task(seed) for seed in (3, 4)], [{"learning_rate": 0.5}, {"lambd": 2.0, "beta": 0}]
    trials += [{"units": 8}, {"units": 8, "learning_rate": 1e200}]
    runs = [(trial, task, seed) for trial in trials for task in tasks for seed in (0, 1)]
    found = experiments.errors_of_all([experiments.Training(task, trial, seed) for trial, task, seed in runs], epochs=2)
    np.testing.assert_array_equal(found, [experiments.errors_of(*run, epochs=2) for run in runs])


def test_a_training_that_fails_has_no_error():
    assert np.isnan(experiments.Training(experiments.new_task(3), {"learning_rate": 1e200}).train(1))


def test_what_explains_nothing_gets_a_share_near_zero(rng):
    values = rng.random(400)
    assert experiments.share_explained(values, values) > 0.9
    assert experiments.share_explained(values, rng.random(400)) < 0.1


def test_pictures_of_a_search_say_what_they_show(rng):
    trials = [{"learning_rate": 10.0**k, "lambd": 0.1 + k} for k in range(12)]
    picture = experiments.plot_slices(trials, np.linspace(0.02, 0.5, 12), ("learning_rate", "lambd"))
    assert "the best tenth has learning_rate from 1 to 1" in picture.alt
    assert picture.png.startswith(b"\x89PNG")


def test_parallel_coordinates_say_where_the_best_tenth_lies():
    stored = load_trials()
    dev = stored.dev_errors[:, -1]
    best = np.argsort(dev, kind="stable")[:50]
    rates = [stored.trials[i]["learning_rate"] for i in best]
    picture = experiments.plot_parallel(stored.trials, dev)
    assert f"learning_rate {min(rates):.3g} to {max(rates):.3g}, beta" in picture.alt
    assert len(picture.figure.axes[0].lines) == 500 + 6
    assert picture.png.startswith(b"\x89PNG")


def test_the_expected_winner_of_a_table_has_the_expected_best_dev_error():
    stored = load_trials()
    for n in (1, 10):
        dev, test = experiments.expected_winner(stored, n)
        assert dev == pytest.approx(search.expected_best(stored.dev_errors[:, -1], n), rel=1e-3)
    drawn = np.random.default_rng(4).integers(500, size=(20_000, 10))
    winners = drawn[np.arange(20_000), np.argmin(stored.dev_errors[drawn, -1], axis=1)]
    assert test == pytest.approx(stored.test_errors[winners].mean(), abs=0.0005)
