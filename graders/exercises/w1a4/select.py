"""select_features: the features that are most correlated with the labels."""

import numpy as np

from graders.exercise import Case, Exercise
from utils.evaluation import select_features


def cases(rng):
    """Features with correlations of both signs and other means and scales, some kept, one, all."""
    found = []
    for n, m, k in ((6, 30, 3), (5, 12, 1), (4, 40, 4), (12, 25, 5)):
        Y = np.zeros((1, m))
        Y[0, rng.permutation(m)[: m // 3]] = 1
        shares = np.linspace(0.1, 1, n)[:, None]
        signs = np.where(np.arange(n) % 2, -1, 1)[:, None]
        X = signs * shares * (Y - Y.mean()) + 0.3 * rng.standard_normal((n, m))
        X = (X * np.geomspace(9, 0.2, n)[:, None] + 5 * rng.standard_normal((n, 1)))[rng.permutation(n)]
        found.append(Case(f"{n} features, {m} examples, {k} kept", (X, Y, k)))
    return found


RANKED = "np.argsort(-np.abs(correlations))[:k]"
R = "correlations / np.linalg.norm(Y - np.mean(Y))"
CORRELATIONS = "covariances / np.sqrt(np.sum(deviations**2, axis=1))"

LABEL = "The label is among the rows that you rank, and comes first. Rank the features alone."
VALUES = "You return the correlations. Return the indices of the features."
FLAT = (
    "A part of your correlations is a column or a matrix. `argsort` needs a flat array, one number for each feature. "
    "`keepdims` keeps it from being flat."
)

select = Exercise(
    select_features,
    points=10,
    cases=cases,
    mistakes={
        "np.abs(correlations) -> correlations": "You rank by the correlation with its sign, so strong negative ones "
        "come last. They are as useful: compare absolute values.",
        "-np.abs(correlations) -> np.abs(correlations)": "You put the weakest features first. `argsort` goes upwards.",
        f"{RANKED} -> np.argsort(np.abs(correlations))[-k:]": "You return the right features in the wrong "
        "order. Put the strongest first.",
        f"{RANKED} -> np.sort({RANKED})": "You sort the features by their index. Sort by correlation, the "
        "strongest first.",
        "X - np.mean(X, axis=1, keepdims=True) -> X": "X is not centred. Subtract the mean of each feature.",
        ("X - np.mean(X, axis=1, keepdims=True) -> X", "Y - np.mean(Y) -> Y"): "Neither X nor Y is centred. A "
        "correlation is made of deviations from the mean.",
        "np.mean(X, axis=1, keepdims=True) -> np.mean(X)": "You subtract one mean from all features. Each has its own.",
        "np.mean(X, axis=1, keepdims=True) -> np.mean(X, axis=0, keepdims=True)": "Your mean is taken over the "
        "features. Examples are columns.",
        f"{CORRELATIONS} -> covariances": "You rank by covariances. They depend on the unit of a feature, so divide "
        "by the feature's deviation.",
        f"{CORRELATIONS} -> covariances / np.sum(deviations**2, axis=1)": "You divide the covariance by the sum of "
        "the squares. Divide by its root.",
        "-np.abs(correlations) -> -np.abs(np.append(np.inf, correlations))": LABEL,
        "-np.abs(correlations) -> -np.abs(np.append(correlations, np.inf))": LABEL,
        f"{RANKED} -> np.abs(correlations)[{RANKED}]": VALUES,
        f"{RANKED} -> np.abs({R})[{RANKED}]": VALUES,
        f"{RANKED} -> ({R})[{RANKED}]": VALUES,
        f"{RANKED} -> np.abs({R})": VALUES,
        f"{RANKED} -> {R}": VALUES,
        f"{RANKED} -> X[{RANKED}]": "You return the features themselves. Return their indices.",
        (
            "* (Y - np.mean(Y)), axis=1 -> * (Y - np.mean(Y)), axis=1, keepdims=True",
            "deviations**2, axis=1 -> deviations**2, axis=1, keepdims=True",
        ): FLAT,
        "* (Y - np.mean(Y)), axis=1 -> * (Y - np.mean(Y)), axis=1, keepdims=True": FLAT,
        "deviations**2, axis=1 -> deviations**2, axis=1, keepdims=True": FLAT,
        "[:k] ->": "You return all features. Keep the first k.",
        "[:k] -> [: k + 1]": "You return one feature too many.",
        "-np.abs(correlations) -> -np.var(X, axis=1)": "You rank the features by their variance. Rank them by the "
        "correlation with Y.",
    },
    equivalent={
        "Y - np.mean(Y) -> Y + np.mean(Y)": "the deviations of a feature add up to 0, so a constant changes nothing",
        "deviations * (Y - np.mean(Y)) -> deviations / (Y - np.mean(Y))": "with two classes, both are in proportion to "
        "the difference of the class means",
    },
)
