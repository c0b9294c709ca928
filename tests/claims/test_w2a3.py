"""What W2A3 claims about searches, over 20 splits, and about the 500 stored trials."""

from functools import cache

import numpy as np
import pytest

from utils import search
from utils import search_experiments as experiments
from utils.data import load_trials

SEEDS = range(50, 70)


def lower(one, other):
    """In how many splits the first is lower."""
    return sum(a < b for a, b in zip(one, other))


@cache
def halving():
    """Test errors: of the winner of successive halving, of the best of all 27, of the best of three."""
    found = []
    for seed in SEEDS:
        rng = np.random.default_rng([seed, 4])
        trials = [
            search.sample_trial(experiments.WIDE, rng) | {"beta": search.sample_beta(0, 0.99, rng)} for _ in range(27)
        ]
        _, curves, lengths, test = experiments.halving_run(
            search.successive_halving, trials, experiments.new_task(seed)
        )
        best = int(np.argmin(curves[:, -1]))
        found.append((*test, lengths[best] > 1, lengths.sum()))
    return np.array(found)


def test_halving_finds_nearly_as_much_for_a_ninth_of_the_epochs():
    winner, best, of_three, survives, epochs = halving().T
    assert set(epochs) == {81}
    assert abs(np.median(winner) - 0.033) < 0.0006
    assert abs(np.median(best) - 0.031) < 0.0006
    assert abs(np.median(of_three) - 0.038) < 0.0011
    assert np.quantile(of_three, 0.75) > 0.07
    assert np.sum(survives) == 16


def test_on_a_wide_range_the_log_scale_wins_and_on_a_narrow_one_it_does_not():
    found = experiments.scale_errors(search.log_uniform, 0.01, 1000, SEEDS, 6)
    assert lower(found["log"], found["linear"]) == 20
    assert abs(np.median(found["log"]) - 0.1) < 0.005
    assert np.median(found["linear"]) > 0.45
    found = experiments.scale_errors(search.log_uniform, 0.01, 30, SEEDS, 6)
    assert abs(np.median(found["log"]) - np.median(found["linear"])) < 0.005


def test_random_search_depends_less_on_luck_than_grids():
    found = experiments.race_errors(search.grid, search.sample_trial, SEEDS)
    medians = {name: np.median(errors) for name, errors in found.items()}
    assert abs(medians["random"] - 0.04) < 0.0011
    assert abs(medians["grid, cell centres"] - 0.067) < 0.0011
    assert abs(medians["grid, ends"] - 0.071) < 0.0011
    assert lower(found["random"], found["grid, cell centres"]) == 13
    assert lower(found["random"], found["grid, ends"]) == 10
    assert max(found["random"]) < 0.15 < 0.2 < max(found["grid, ends"]) < max(found["grid, cell centres"])


def test_coarse_to_fine_gains_nothing_here():
    at_once, in_stages = experiments.fine_errors(search.random_search, search.refine, SEEDS).values()
    assert abs(np.median(at_once) - np.median(in_stages)) < 0.004
    assert lower(at_once, in_stages) >= 8 <= lower(in_stages, at_once)


def test_the_winners_dev_error_is_too_good():
    dev, test, again, _ = np.array([experiments.curse_of(search.sample_trial, seed, 300) for seed in SEEDS]).T
    assert abs(np.median(dev) - 0.02) < 0.001
    assert abs(np.median(test) - 0.028) < 0.001
    assert abs(np.median(again) - 0.03) < 0.001
    assert np.sum(again > dev) == 18


def test_about_a_quarter_of_the_variance_is_the_seeds():
    shares = []
    for number in range(8):
        between, within = search.variance_parts(experiments.seed_errors(search.sample_trial, number))
        shares.append(within / (between + within))
        assert 0.5 < within**0.5 < 1.2
    assert abs(np.median(shares) - 0.27) < 0.011
    assert min(shares[:4]) > 0.17
    assert max(shares[:4]) > 0.5


STORED = load_trials()
COLUMNS = {name: np.array([trial[name] for trial in STORED.trials]) for name in experiments.DEFAULTS}
DEV = STORED.dev_errors[:, -1]
BEST = np.argsort(DEV, kind="stable")[:50]
GOOD_RATE = (COLUMNS["learning_rate"] >= 0.3) & (COLUMNS["learning_rate"] <= 10)


def noise(errors):
    """The median of what columns of noise explain, and what 19 of 20 of them do not exceed."""
    rng = np.random.default_rng(1)
    return np.quantile([experiments.share_explained(rng.random(len(errors)), errors) for _ in range(500)], [0.5, 0.95])


def test_the_learning_rate_explains_four_fifths_and_the_others_little():
    shares = {name: experiments.share_explained(values, DEV) for name, values in COLUMNS.items()}
    assert [round(100 * share) for share in shares.values()] == [78, 3, 2, 1, 4]
    np.testing.assert_allclose(noise(DEV), [0.02, 0.03], atol=0.005)


def test_where_the_rate_is_good_the_mini_batch_size_comes_first():
    assert np.sum(GOOD_RATE) == 135
    shares = {n: experiments.share_explained(values[GOOD_RATE], DEV[GOOD_RATE]) for n, values in COLUMNS.items()}
    assert [round(100 * share) for share in shares.values()] == [24, 14, 19, 5, 30]
    np.testing.assert_allclose(noise(DEV[GOOD_RATE]), [0.06, 0.12], atol=0.01)
    medians = {size: np.median(DEV[GOOD_RATE & (COLUMNS["mini_batch_size"] == size)]) for size in (16, 128)}
    assert medians == {16: pytest.approx(0.0333, abs=1e-4), 128: pytest.approx(0.08)}


def test_the_best_tenth_lies_in_a_narrow_part_of_the_rates_and_nearly_anywhere_else():
    rate, *others = (np.percentile(values[BEST], [5, 95]) for values in COLUMNS.values())
    assert np.log10(rate[1] / rate[0]) < 0.33 * 5  # a third of the five decades
    assert others[0][0] < 0.2
    assert others[0][1] > 0.97
    assert COLUMNS["lambd"][BEST].max() < 3
    assert set(COLUMNS["mini_batch_size"][BEST]) == {16, 32, 64, 128}
    above = COLUMNS["learning_rate"] > 10
    assert np.sum(above[BEST]) == 6
    assert np.sum(DEV[above] > 0.4) > 0


def test_the_best_of_many_stored_trials_looks_better_than_it_is():
    expected = [100 * np.array(experiments.expected_winner(STORED, n)) for n in (1, 10, 100, 500)]
    assert [[f"{value:.1f}" for value in pair] for pair in expected] == [
        ["23.4", "23.2"],
        ["3.7", "3.7"],
        ["2.1", "2.5"],
        ["1.7", "2.4"],
    ]
