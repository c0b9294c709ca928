"""turning_angle: by how many degrees a step turns each unit's weights."""

import numpy as np

from graders.checks.probes.batch_norm import angles
from graders.exercise import Case, Exercise
from graders.exercises.w2a2.networks import column
from utils.batch_norm import turning_angle


def cases(rng):
    """Angles from a few degrees to more than 90. In the last case all but one are 0: there rounding lifts about a fifth
    of the cosines above 1, in whatever order the terms are added and divided."""
    found = []
    for n, before in ((3, 4), (5, 5), (1, 3), (4, 2)):
        W = column(rng, n) * rng.standard_normal((n, before))
        dW = np.linalg.norm(W, axis=1, keepdims=True) * rng.standard_normal((n, before))
        rate = round(float(rng.uniform(0.2, 0.9)), 2)
        found.append(Case(f"{n} units with {before} inputs, learning rate {rate}", (W, dW, rate)))
    W = np.vstack([np.arange(1.0, 7.0), column(rng, 199) * rng.standard_normal((199, 6))])
    dW = (1 - column(rng, 200, 0.3, 1.7)) * W / 0.25
    dW[0] = W[0] * [0, 8, 8, 8, 8, 8]  # turns by 168 degrees
    what = "200 units with 6 inputs, of all but the first the step changes only the length"
    return [*found, Case(what, (W, dW, 0.25))]


ANGLE = "np.degrees(np.arccos(np.clip(cosine, -1, 1)))"
NO_CLIP = (
    "The clip may be missing. If a step changes only the length of the weights, rounding can lift the cosine above "
    "1, where `np.arccos` gives NaN."
)
OLD, NEW = "np.linalg.norm(W, axis=1, keepdims=True)", "np.linalg.norm(new, axis=1, keepdims=True)"

angle = Exercise(
    turning_angle,
    points=10,
    cases=cases,
    probe=angles,
    rtol=1e-3,  # of 168 degrees: in single precision, rounding turns an angle of 0 into one of 0.05 degrees
    mistakes={
        "np.degrees( -> (": "Your angle is in radians. Return degrees.",
        f"{ANGLE} -> cosine": "You return the cosine. Return the angle.",
        f"{ANGLE} -> np.degrees(cosine)": "You convert the cosine to degrees. The angle is its inverse cosine.",
        "np.arccos -> np.arcsin": "You take the inverse sine. A scalar product gives the cosine.",
        "W - learning_rate * dW -> W + learning_rate * dW": "Your step goes uphill. Gradient descent subtracts.",
        "learning_rate * dW -> dW": "The learning rate is missing.",
        "W - learning_rate * dW -> dW": "You compute the angle between the weights and their gradient. Make the step "
        "first.",
        f"{OLD} * {NEW} -> {OLD} * {OLD}": "You divide the product by the old length twice. Divide by both lengths.",
        f"{OLD} * {NEW} -> 1": "You do not divide the scalar product by the two lengths.",
        f"{OLD} * {NEW} -> np.linalg.norm(W) * np.linalg.norm(new)": "Your lengths are those of the whole matrix. "
        "Each unit, a row of W, has a length of its own.",
        "axis=1 -> axis=0": "You compare columns. The weights of a unit are a row of W.",
        "axis=1, keepdims=True ->": "You compute one angle for the whole matrix. Each unit turns by its own.",
        ", keepdims=True ->": "An axis is lost. The angles are a column, (n, 1).",
        "W * new -> W * dW": "Your product is that of the weights and the gradient. Take the old and the new weights.",
        "np.clip(cosine, -1, 1) -> cosine": NO_CLIP,
        "np.clip(cosine, -1, 1) -> np.clip(cosine, 0, 1)": "You clip cosines below 0 away. An angle can be above 90 "
        "degrees, so clip to the range from -1 to 1.",
        f"{ANGLE} -> np.degrees(np.arctan(learning_rate * np.linalg.norm(dW, axis=1, keepdims=True) / {OLD}))": "You "
        "take the gradient to be perpendicular to the weights. That holds only in a normalized layer. Use the "
        "scalar product.",
    },
    equivalent={"in -1: 1 -> 2": "no step turns by 180 degrees, where formulas without arccos fail"},
)
