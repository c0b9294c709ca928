"""fit_scaler: mean and standard deviation of each feature."""

from graders.exercise import Case, Exercise
from utils.evaluation import fit_scaler as reference


def cases(rng):
    """Several features, one, many; one that is constant."""
    found = []
    for n, m, constant in ((3, 8, False), (1, 5, False), (6, 20, True), (4, 4, False)):
        X = rng.uniform(1, 50, (n, 1)) + rng.uniform(0.5, 5, (n, 1)) * rng.standard_normal((n, m))
        if constant:
            X[2] = float(rng.integers(2, 9))
        label = f"{n} features, {m} examples" + (", one feature constant" if constant else "")
        found.append(Case(label, (X,)))
    return found


MU, SIGMA = "np.mean(X, axis=1, keepdims=True)", "np.std(X, axis=1, keepdims=True)"

CONSTANT = (
    "Your sigma of a constant feature is 0 or tiny. Dividing by it fails, or blows up any change in new data. Put 1 "
    "there."
)

fit_scaler = Exercise(
    reference,
    points=5,
    cases=cases,
    returns=("mu", "sigma"),
    mistakes={
        "axis=1 -> axis=0": "Your mean is taken over the features. Examples are columns, so average over axis 1.",
        ", axis=1 ->": "You have one mean and one deviation for all features together. Each feature has its own.",
        ", keepdims=True ->": "Your mu and sigma are flat. Keep them as columns, with `keepdims`.",
        f"{SIGMA} -> np.std(X, axis=1, keepdims=True, ddof=1)": "Your squares are divided by m - 1. Here the "
        "standard deviation is that of the training set itself, with division by m, as `np.std` has it.",
        "np.std -> np.var": "Your sigma is the variance. Take its root, the standard deviation.",
        "np.where(sigma > 0, sigma, 1.0) -> sigma": CONSTANT,
        "np.where(sigma > 0, sigma, 1.0) -> sigma + 1e-8": CONSTANT,
        "np.where(sigma > 0, sigma, 1.0) -> np.where(sigma > 0, sigma, 1e-8)": CONSTANT,
        "np.where(sigma > 0, sigma, 1.0) -> np.ones_like(sigma) if np.any(sigma == 0) else sigma": "One constant "
        "feature makes every sigma 1. Replace only its own.",
        "np.where(sigma > 0, sigma, 1.0) -> np.maximum(sigma, 1.0)": "You replace small deviations by 1. Replace "
        "only a deviation of exactly 0.",
        "return mu, np.where(sigma > 0, sigma, 1.0) -> return np.where(sigma > 0, sigma, 1.0), mu": "You return "
        "sigma first. Return mu, then sigma.",
        f"{MU} -> np.median(X, axis=1, keepdims=True)": "Your mu is the median. It should be the mean.",
        f"{SIGMA} -> np.max(X, axis=1, keepdims=True) - np.min(X, axis=1, keepdims=True)": "Your sigma is the range, "
        "largest less smallest. It should be the standard deviation.",
    },
)
