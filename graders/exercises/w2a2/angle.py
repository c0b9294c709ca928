"""turning_angle: by how many degrees a step turns each unit's weights."""

import numpy as np

from graders.exercise import Case, Exercise
from graders.exercises.w2a2.networks import column
from utils.batch_norm import turning_angle


def cases(rng):
    """Angles from a few degrees to more than 90."""
    found = []
    for n, before in ((3, 4), (5, 5), (1, 3), (4, 2)):
        W = column(rng, n) * rng.standard_normal((n, before))
        dW = np.linalg.norm(W, axis=1, keepdims=True) * rng.standard_normal((n, before))
        rate = round(float(rng.uniform(0.2, 0.9)), 2)
        found.append(Case(f"{n} units with {before} inputs, learning rate {rate}", (W, dW, rate)))
    return found


ANGLE = "np.degrees(np.arccos(np.clip(cosine, -1, 1)))"
OLD, NEW = "np.linalg.norm(W, axis=1, keepdims=True)", "np.linalg.norm(new, axis=1, keepdims=True)"

angle = Exercise(
    turning_angle,
    points=10,
    cases=cases,
    mistakes={
        "np.degrees( -> (": "The angle is in radians. Return degrees.",
        f"{ANGLE} -> cosine": "This is the cosine. Return the angle.",
        f"{ANGLE} -> np.degrees(cosine)": "The cosine is converted to degrees. The angle is its inverse cosine.",
        "np.arccos -> np.arcsin": "This is the inverse sine. A scalar product gives the cosine.",
        "W - learning_rate * dW -> W + learning_rate * dW": "The step goes uphill. Gradient descent subtracts.",
        "learning_rate * dW -> dW": "The learning rate is missing.",
        "W - learning_rate * dW -> dW": "This is the angle between the weights and their gradient. Step first.",
        f"{OLD} * {NEW} -> {OLD} * {OLD}": "The product is divided by the old length twice. Divide by both lengths.",
        f"{OLD} * {NEW} -> 1": "The scalar product is not divided by the two lengths.",
        f"{OLD} * {NEW} -> np.linalg.norm(W) * np.linalg.norm(new)": "The lengths are those of the whole matrix. Each "
        "unit, a row of W, has a length of its own.",
        "axis=1 -> axis=0": "Columns are compared. The weights of a unit are a row of W.",
        "axis=1, keepdims=True ->": "There is one angle for the whole matrix. Each unit turns by its own.",
        ", keepdims=True ->": "An axis is lost. The angles are a column, (n, 1).",
        "W * new -> W * dW": "The product is that of the weights and the gradient. Take the old and the new weights.",
    },
    equivalent={
        "in np.clip(cosine, -1, 1): 1 -> 2": "the clip is for rounding above 1 alone",
        "in -1: 1 -> 2": "the clip is for rounding below -1 alone",
    },
)
