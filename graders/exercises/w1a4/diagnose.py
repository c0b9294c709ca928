"""diagnose: avoidable bias, variance and mismatch."""

import numpy as np

from graders.exercise import Case, Exercise
from utils.evaluation import diagnose as reference


def cases(rng):
    """Growing errors, and such as shrink from one set to the next."""
    found = []
    for label, falls in {
        "errors that grow": (),
        "train below optimal": (0,),
        "train-dev below train": (1,),
        "dev below train-dev": (2,),
    }.items():
        steps = rng.uniform(0.02, 0.09, 3)
        steps[list(falls)] *= -1
        optimal = float(rng.uniform(0.15, 0.3))
        found.append(Case(label, (optimal, *(float(error) for error in optimal + np.cumsum(steps)))))
    return found


BIAS, VARIANCE, MISMATCH = "train - optimal", "train_dev - train", "dev - train_dev"
SIGN = "You change a negative difference. It is information too, so return it as it is."

diagnose = Exercise(
    reference,
    points=10,
    cases=cases,
    returns=("the avoidable bias", "the variance", "the mismatch"),
    mistakes={
        f"{BIAS} -> train": "Your avoidable bias is the whole training error. Some of it nobody can avoid: subtract "
        "the optimal error.",
        f"{VARIANCE} -> dev - train": "Your variance is the whole gap from train to dev. The part that comes from "
        "other data is mismatch. Which set has training data that the model has not seen?",
        f"{VARIANCE} -> dev - optimal": "Your variance is measured from the optimal error to dev. It should be the "
        "step from train to train-dev.",
        f"{MISMATCH} -> dev - train": "Your mismatch is measured from the training error. Variance is part of that "
        "gap. Measure from the train-dev error.",
        f"{MISMATCH} -> dev - optimal": "Your mismatch is measured from the optimal error. Measure it from train-dev.",
        f"{VARIANCE} -> train_dev - optimal": "Your variance is measured from the optimal error. Start from train.",
        f"{BIAS} -> optimal - train": "The avoidable bias has the wrong sign. An error above the optimal one is a "
        "positive bias.",
        f"{VARIANCE} -> train - train_dev": "The variance has the wrong sign. It is positive if train-dev is higher.",
        f"{MISMATCH} -> train_dev - dev": "The mismatch has the wrong sign. It is positive if dev is higher.",
        (f"{BIAS} -> optimal - train", f"{VARIANCE} -> train - train_dev", f"{MISMATCH} -> train_dev - dev"): "All "
        "three have the wrong sign, as if these were accuracies. They are errors.",
        f"{BIAS}, {VARIANCE}, {MISMATCH} -> abs({BIAS}), abs({VARIANCE}), abs({MISMATCH})": SIGN,
        f"{BIAS}, {VARIANCE}, {MISMATCH} -> max({BIAS}, 0), max({VARIANCE}, 0), max({MISMATCH}, 0)": SIGN,
        f"{BIAS}, {VARIANCE}, {MISMATCH} -> {VARIANCE}, {BIAS}, {MISMATCH}": "Bias and variance have changed places.",
        f"{BIAS}, {VARIANCE}, {MISMATCH} -> {BIAS}, {MISMATCH}, {VARIANCE}": "Variance and mismatch have changed "
        "places.",
        f"{BIAS}, {VARIANCE}, {MISMATCH} -> 100 * ({BIAS}), 100 * ({VARIANCE}), 100 * ({MISMATCH})": "Your "
        "differences are in percent. Return fractions, as the errors are.",
    },
)
