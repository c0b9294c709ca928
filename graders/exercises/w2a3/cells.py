"""grid: all combinations of cell centres."""

import itertools  # noqa: F401 (for the edits)

from graders.exercise import Case, Exercise
from graders.exercises.w2a3.spaces import space
from utils.search import grid


def cases(rng):
    """One to three hyperparameters, of both kinds, and a single cell."""
    rows = [(("rate", "momentum"), 3), (("rate",), 4), (("rate", "momentum", "lambd"), 2), (("rate", "momentum"), 1)]
    return [Case(f"{len(names)} hyperparameters, {k} cells each", (space(rng, *names), k)) for names, k in rows]


MIDDLES = "(np.arange(k) + 0.5) / k"
TRIALS = "[dict(zip(space, combination)) for combination in itertools.product(*values)]"
LINEAR, LOG = "low + (high - low) * middles", "low * (high / low) ** middles"

cells = Exercise(
    grid,
    points=10,
    cases=cases,
    mistakes={
        f"{MIDDLES} -> np.linspace(0, 1, k)": "Your points lie on the ends of the range. Take the middles of k cells.",
        f"{MIDDLES} -> np.arange(k) / k": "Your points are the left ends of the cells. Take their middles.",
        f"{MIDDLES} -> (np.arange(k) + 1) / (k + 1)": "Your points divide the range into k + 1 parts. Take the "
        "middles of k cells.",
        f"{MIDDLES} -> (np.arange(k) + 1) / k": "Your points are the right ends of the cells. Take their middles.",
        f'{LINEAR} if kind == "linear" else {LOG} -> {LINEAR}': 'You cut "log" into cells on a linear scale. They '
        "should be equal on the logarithmic one.",
        f'{LINEAR} if kind == "linear" else {LOG} -> {LOG}': 'You cut "linear" into cells on a logarithmic scale. '
        "They should be equal on the linear one.",
        f"{LOG} -> np.exp({LINEAR})": "You take the exponential of points between the bounds themselves. Divide the "
        "range between their logarithms.",
        "itertools.product(*values) -> zip(*values)": "Your grid has its diagonal only. Combine each value with each.",
        "itertools.product(*values) -> (c[::-1] for c in itertools.product(*values[::-1]))": "In your grid the first "
        "hyperparameter changes fastest. It should be the last.",
        f"{TRIALS} -> list(itertools.product(*values))": "Your trials are tuples. Make a dict of each, with the names "
        "of the space.",
        f"{LOG} -> low * ((high / low) ** (middles - 0.5 / k) + (high / low) ** (middles + 0.5 / k)) / 2": "On a log "
        "scale the middle of a cell is the square root of the product of its edges, not their mean.",
        f"{TRIALS} -> [one.update(zip(space, c)) or one for one in [{{}}] for c in itertools.product(*values)]": "All "
        "your trials are one and the same dict. Make a new one each time.",
    },
)
