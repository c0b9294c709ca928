"""Hyperparameter search: drawing trials, grids, halving, and what the best of several errors is worth.

A space is a dict, name -> scale: ("linear", low, high), ("log", low, high), ("integer", low, high), both ends included,
or ("choice", [values]). A trial is a dict, name -> value.
"""

import itertools

import numpy as np


def log_uniform(low, high, size, rng):
    """Numbers whose logarithm is uniform: as many in each decade.

    low, high: positive bounds.  size: how many.  rng: np.random.Generator.  Returns (size,).
    """
    return np.exp(rng.uniform(np.log(low), np.log(high), size))


def sample_beta(low, high, rng):
    """A value of beta whose distance from 1 is log-uniform.  low, high: bounds of beta, 0 <= low < high < 1."""
    return 1 - np.exp(rng.uniform(np.log(1 - high), np.log(1 - low)))


def sample_trial(space, rng):
    """A trial: each hyperparameter drawn by itself, on its own scale (Bergstra & Bengio, 2012).

    space: as above.  rng: np.random.Generator.  Returns a dict with the keys of space.
    """
    trial = {}
    for name, (kind, *bounds) in space.items():
        if kind == "linear":
            trial[name] = rng.uniform(bounds[0], bounds[1])
        elif kind == "log":
            trial[name] = log_uniform(bounds[0], bounds[1], 1, rng)[0]
        elif kind == "integer":
            trial[name] = rng.integers(bounds[0], bounds[1] + 1)
        else:
            trial[name] = bounds[0][rng.integers(len(bounds[0]))]
    return trial


def grid(space, k):
    """All combinations of the middles of k equal cells, each on its own scale.

    space: of "linear" and "log" hyperparameters.  k: cells for each.
    Returns a list of k ** len(space) trials; the last hyperparameter changes fastest.
    """
    middles = (np.arange(k) + 0.5) / k
    values = []
    for kind, low, high in space.values():
        values.append(low + (high - low) * middles if kind == "linear" else low * (high / low) ** middles)
    return [dict(zip(space, combination)) for combination in itertools.product(*values)]


def random_search(n, space, evaluate, rng):
    """The best of n random trials.

    evaluate(trial) -> its dev error; NaN if training failed, which never wins.
    Returns (best, errors): a trial, None if all failed; (n,) in the order of the trials.
    """
    best, lowest, errors = None, np.inf, []
    for _ in range(n):
        trial = sample_trial(space, rng)
        error = evaluate(trial)
        errors.append(error)
        if error < lowest:
            best, lowest = trial, error
    return best, np.array(errors)


def refine(space, best, factor):
    """A smaller space around the best trial.

    space: of "linear" and "log" hyperparameters.  best: a trial.  factor: by how much each range shrinks, on its scale.
    Returns a space whose ranges have best in the middle, cut off where they would leave the old ones.
    """
    smaller = {}
    for name, (kind, low, high) in space.items():
        middle = best[name]
        if kind == "log":
            reach = (high / low) ** (1 / (2 * factor))
            smaller[name] = (kind, max(low, middle / reach), min(high, middle * reach))
        else:
            reach = (high - low) / (2 * factor)
            smaller[name] = (kind, max(low, middle - reach), min(high, middle + reach))
    return smaller


def successive_halving(trials, train_more, eta):
    """Train all a little, keep the best, train these longer (Jamieson & Talwalkar, 2016).

    trials: a list.  train_more(trial, epochs) -> the dev error after so many further epochs.
    eta: how many times longer each round trains, and of how many trials it keeps one.
    After round r = 0, 1, ... each survivor has been trained for eta ** r epochs in all.
    Returns (winner, rounds): a trial, and for each round the list of the trials that were trained.
    """
    rounds, done, goal = [], 0, 1
    while True:
        errors = [train_more(trial, goal - done) for trial in trials]
        rounds.append(trials)
        if len(trials) == 1:
            return trials[0], rounds
        best_first = np.argsort(errors)
        keep = max(1, len(trials) // eta)
        trials = [trials[i] for i in best_first[:keep]]
        done, goal = goal, goal * eta


def best_so_far(errors):
    """The lowest error of the trials up to each one.  errors: (n,), NaN for a failed trial.  Returns (n,)."""
    return np.fmin.accumulate(errors)


def expected_best(errors, n):
    """The expected lowest of n errors, drawn with replacement from a table (Dodge et al., 2019, section 3).

    errors: (N,).  n: 1 or more.  Returns a number.
    The i-th smallest is the lowest with probability ((N - i + 1) / N) ** n - ((N - i) / N) ** n.
    """
    N = len(errors)
    at_least = ((N - np.arange(N + 1)) / N) ** n
    return float(np.sum(np.sort(errors) * (at_least[:-1] - at_least[1:])))


def variance_parts(errors):
    """How much of the variance of errors comes from the settings and how much from the seed.

    errors: (settings, seeds), each setting trained from several seeds, at least two.
    Returns (between, within): variances of a single run, unbiased; between is at least 0.
    """
    within = np.mean(np.var(errors, axis=1, ddof=1))
    means = np.mean(errors, axis=1)
    between = np.var(means, ddof=1) - within / errors.shape[1]
    return float(max(between, 0)), float(within)
