"""scale: features in units of the training set's standard deviations."""

from graders.exercise import Case, Exercise
from graders.exercises import families
from utils.evaluation import scale as reference


def cases(rng):
    """Data that mu and sigma were not measured on, one example, one feature."""
    found = []
    for n, m in ((3, 8), (4, 1), (1, 6), (2, 2)):
        mu, sigma = rng.uniform(1, 9, (n, 1)), rng.uniform(0.5, 3, (n, 1))
        X = mu + 2 + 2 * sigma * rng.standard_normal((n, m))
        found.append(Case(f"{n} features, {m} examples, mu and sigma from other data", (X, mu, sigma)))
    return found


OWN_MU, OWN_SIGMA = "X.mean(axis=1, keepdims=True)", "(X.std(axis=1, keepdims=True) + (X.shape[1] == 1))"
OWN = "You scale the set by its own mean or deviation. Use the mu and sigma that come in."

scale = Exercise(
    reference,
    points=5,
    cases=cases,
    mistakes={
        "return (X - mu) / sigma -> X -= mu\n    X /= sigma\n    return X": families.IN_PLACE,
        ("mu -> " + OWN_MU, "sigma -> " + OWN_SIGMA): OWN,
        "mu -> " + OWN_MU: OWN,
        "sigma -> " + OWN_SIGMA: OWN,
        "(X - mu) / sigma -> X - mu / sigma": "Only mu is divided by sigma. The subtraction needs parentheses.",
        "(X - mu) / sigma -> X / sigma - mu": "You divide X before you subtract mu. Subtract first.",
        "(X - mu) / sigma -> (X - mu)": "The division by sigma is missing.",
        "(X - mu) / sigma -> X / sigma": "mu is not subtracted.",
        "(X - mu) -> (mu - X)": "The sign is turned round: X is subtracted from mu. Subtract mu from X.",
        "(X - mu) -> (X + mu)": "mu is added. Subtract it.",
        "/ sigma -> * sigma": "The features are multiplied by sigma. Divide, so that their deviation becomes 1.",
        "/ sigma -> / sigma**2": "The features are divided by the variance. Divide by sigma itself.",
        "/ sigma -> / np.sqrt(sigma)": "The features are divided by the root of sigma, which is a standard deviation "
        "already. Divide by sigma itself.",
    },
)
