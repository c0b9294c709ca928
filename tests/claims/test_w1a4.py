"""What the Bias and Variance notebook says in general, held to over at least 20 seeds, trained in stacks."""

import numpy as np
import pytest

from utils import diagnosis, evaluation
from utils.evaluation import split_indices

SEEDS = 20


def share(outcomes):
    return float(np.mean(outcomes))


def medians(errors):
    return np.median(errors, axis=-1)


def test_the_fixed_split_has_a_hard_dev_set_for_every_start_and_new_splits_have_not():
    dev, test = diagnosis.fixed_split_errors(SEEDS)
    assert share(dev > test) >= 0.95
    dev, test = diagnosis.random_split_errors(split_indices, SEEDS)
    assert 0.25 <= share(dev > test) <= 0.75
    assert abs(np.mean(dev) - np.mean(test)) < 0.6


@pytest.fixture(scope="module")
def sizes():
    """(train, dev) errors, (2, 3, seeds), without a hidden layer, with 16 and with 32 units, by number of examples."""
    return {m: diagnosis.size_errors(split_indices, (0, 16, 32), m, SEEDS) for m in (200, 1197)}


@pytest.mark.parametrize("m", [200, 1197])
def test_a_larger_network_has_no_higher_dev_error_on_clean_labels(sizes, m):
    train, dev = medians(sizes[m])
    assert max(train[1:]) < 0.2  # in percent: two of 1197 examples
    assert dev[0] > dev[1] >= dev[2]


def test_without_a_hidden_layer_the_curves_meet_and_with_one_data_close_the_gap(sizes):
    (few_train, few_dev), (many_train, many_dev) = (medians(sizes[m]) for m in (200, 1197))
    assert many_dev[0] - many_train[0] < 2.5
    assert many_train[0] > 6
    assert few_dev[2] - few_train[2] > 5
    assert many_dev[2] - many_train[2] < 4


def test_a_penalty_halves_the_dev_error_of_wrong_labels_about_and_too_much_of_it_harms():
    train, dev = diagnosis.label_errors(split_indices, (0, 3, 30), seeds=SEEDS)
    assert share(dev[1] < dev[0]) >= 0.95
    assert medians(dev)[1] < 0.65 * medians(dev)[0]
    assert medians(dev)[2] > medians(dev)[1]
    assert medians(train)[0] < 2
    assert 9 < medians(train)[1] < 15


def test_with_correct_labels_a_penalty_takes_off_less_than_a_point():
    _, dev = diagnosis.label_errors(split_indices, (0, 0.3), flipped=0, seeds=SEEDS)
    assert np.mean(dev[0] - dev[1]) == pytest.approx(0.7, abs=0.3)
    assert share(dev[1] < dev[0]) > share(dev[1] > dev[0])


def test_wilsons_interval_holds_what_the_plain_one_promises():
    for m in (50, 100):
        plain, wilson = (
            diagnosis.coverage(interval, 0.02, m) for interval in (diagnosis.plain_interval, evaluation.wilson_interval)
        )
        assert plain < 90 < wilson


def test_the_better_of_two_models_loses_less_often_on_the_same_dev_set():
    pairs = diagnosis.Pairs(split_indices, seeds=SEEDS)
    small, large = pairs.true_errors()
    assert share(large < small) >= 0.8
    assert 0.5 < np.median(small - large) < 2.5
    for m in (100, 300, 1000):
        same, apart = (np.median(lost) for lost in pairs.losses(m))
        assert 1.7 * same < apart
        assert {100: 5, 300: 1, 1000: 0}[m] <= same <= {100: 25, 300: 15, 1000: 6}[m]


def test_folds_estimate_with_less_spread_but_not_as_little_as_independent_sets():
    one, folds = (np.std(each) for each in diagnosis.fold_deviations(evaluation.k_folds, seeds=400))
    assert (one, folds) == (pytest.approx(10, abs=0.4), pytest.approx(4.8, abs=0.2))
    assert one / np.sqrt(5) < folds


def test_selecting_on_all_data_makes_noise_look_predictable():
    leaked, honest, leaked_fresh, honest_fresh = diagnosis.selection_errors(evaluation.select_features, SEEDS)
    assert share(leaked < honest) == 1
    assert np.mean(honest - leaked) > 20
    assert 48 < np.mean(leaked_fresh) < 52
    assert 48 < np.mean(honest_fresh) < 52


def test_copies_flatter_several_times_and_a_scaler_hardly():
    leaked, honest, fresh, _ = diagnosis.copy_errors(evaluation.group_split, SEEDS)
    assert share(leaked < honest) >= 0.9
    assert 2.5 * np.median(leaked) < np.median(fresh)
    leaked, honest, leaked_fresh, honest_fresh = diagnosis.scaler_errors(
        evaluation.fit_scaler, evaluation.scale, seeds=300
    )
    assert 0.3 < np.mean(honest - leaked) < 0.8
    assert 0.4 < np.mean(honest_fresh - leaked_fresh) < 0.9
    assert abs(np.mean(leaked_fresh - leaked)) < 0.5


def test_a_pixel_to_the_right_is_a_mismatch_and_shifted_copies_cure_it():
    kinds = {"right": diagnosis.DEV_KINDS["one pixel to the right"]}
    train, train_dev, dev = diagnosis.mismatch_errors(split_indices, seeds=SEEDS, kinds=kinds)
    _, variance, mismatch = evaluation.diagnose(0, train, train_dev, dev["right"])
    assert np.median(train) == 0
    assert np.median(variance) < 5
    assert np.median(mismatch) > 14
    _, train_dev, dev = diagnosis.mismatch_errors(split_indices, True, SEEDS, kinds)
    assert np.median(dev["right"]) < 5
    assert np.median(train_dev) < 5


def test_early_stopping_helps_on_wrong_labels_and_harms_on_clean_ones():
    noisy = diagnosis.Runs(split_indices, 400, 0.15, SEEDS)
    stopped, _ = noisy.stopped(evaluation.early_stopping, 20)
    assert share(stopped < noisy.test_errors[:, -1]) == 1
    clean = diagnosis.Runs(split_indices, 200, 0.0, SEEDS)
    stopped, _ = clean.stopped(evaluation.early_stopping, 20)
    assert share(stopped > clean.test_errors[:, -1]) >= 0.7
    assert share(stopped < clean.test_errors[:, -1]) <= 0.15
    assert np.all(np.median(clean.dev_costs, axis=0).min() < clean.dev_costs[:, -1].mean())
