"""How good is a model, and how does anyone know? Splits, error bars, comparisons, stopping (chapter 4).

Columns are examples: X (n_x, m), Y (1, m). An error is a fraction of wrong predictions, from 0 to 1.
"""

from math import comb

import numpy as np


def split_indices(m, dev, test, rng):
    """(train, dev, test): the examples 0, ..., m - 1 in random order, cut into three index arrays.

    dev, test: how many examples go there; all others are for training.  rng: the generator to draw from.
    """
    order = rng.permutation(m)
    return order[dev + test :], order[:dev], order[dev : dev + test]


def fit_scaler(X):
    """(mu, sigma): mean and standard deviation of each feature, (n_x, 1) each; a constant feature's sigma is 1."""
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.std(X, axis=1, keepdims=True)
    return mu, np.where(sigma > 0, sigma, 1.0)


def scale(X, mu, sigma):
    """X less mu, over sigma: a new array of X's shape.  mu, sigma: what fit_scaler gave for the training set."""
    return (X - mu) / sigma


def diagnose(optimal, train, train_dev, dev):
    """(avoidable bias, variance, mismatch) from four errors: each is what the error grows by from one to the next."""
    return train - optimal, train_dev - train, dev - train_dev


def learning_curve(X, Y, X_dev, Y_dev, sizes, fit, error):
    """Errors of models that are fitted to the first examples of the training set.

    sizes: how many examples.  fit(X, Y) -> a model.  error(model, X, Y) -> a number.
    Returns (train_errors, dev_errors), arrays of shape (len(sizes),).
    """
    train_errors, dev_errors = [], []
    for m in sizes:
        model = fit(X[:, :m], Y[:, :m])
        train_errors.append(error(model, X[:, :m], Y[:, :m]))
        dev_errors.append(error(model, X_dev, Y_dev))
    return np.array(train_errors), np.array(dev_errors)


def wilson_interval(wrong, m, z):
    """(low, high): the true errors within z standard deviations of wrong / m (Wilson, 1927).

    wrong: how many of m examples are wrong.  z: 1.96 for 95%.
    """
    error = wrong / m
    centre = error + z**2 / (2 * m)
    distance = z * np.sqrt(error * (1 - error) / m + z**2 / (4 * m**2))
    return (centre - distance) / (1 + z**2 / m), (centre + distance) / (1 + z**2 / m)


def sign_test(wrong_a, wrong_b):
    """The two-sided p-value of two models' being equally good, from the examples on which only one of them is wrong.

    wrong_a, wrong_b: (m,) of bool, whether each model is wrong on each example of the same dev set.
    """
    only_a = int(np.sum(wrong_a & ~wrong_b))
    only_b = int(np.sum(wrong_b & ~wrong_a))
    n = only_a + only_b
    tail = sum(comb(n, k) for k in range(min(only_a, only_b) + 1)) / 2**n
    return min(1.0, 2 * tail)


def select_features(X, Y, k):
    """The k rows of X with the largest absolute correlation with Y, the strongest first: an index array (k,)."""
    deviations = X - np.mean(X, axis=1, keepdims=True)
    covariances = np.sum(deviations * (Y - np.mean(Y)), axis=1)
    correlations = covariances / np.sqrt(np.sum(deviations**2, axis=1))
    return np.argsort(-np.abs(correlations))[:k]


def group_split(groups, dev_share, rng):
    """(train, dev): index arrays such that examples of one group stay together.

    groups: (m,), the group of each example.  dev_share: the share of the groups, rounded to a whole number, for dev.
    """
    names = rng.permutation(np.unique(groups))
    chosen = names[: round(dev_share * len(names))]
    in_dev = np.isin(groups, chosen)
    return np.flatnonzero(~in_dev), np.flatnonzero(in_dev)


def k_folds(m, k, rng):
    """A list of k pairs (train, dev) of index arrays: each example is in dev once, in train k - 1 times.

    The sizes of the dev sets differ by at most 1.
    """
    parts = np.array_split(rng.permutation(m), k)
    folds = []
    for i in range(k):
        folds.append((np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]))
    return folds


def early_stopping(costs, patience):
    """(kept, stopped): the iteration whose parameters are kept, and the last one that is run.

    costs: (n,) dev costs.  Training stops once `patience` iterations in a row have not been below the lowest so far.
    """
    kept = 0
    for i in range(len(costs)):
        if costs[i] < costs[kept]:
            kept = i
        if i - kept == patience:
            return kept, i
    return kept, len(costs) - 1
