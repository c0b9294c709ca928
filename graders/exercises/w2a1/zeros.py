"""What can be wrong with averages that start from zero."""

from graders.exercise import Change
from graders.exercises.families import IN_PLACE
from graders.exercises.makers import raising
from graders.exercises.w2a1.update_rules import PAST_THE_LAST

ZEROS = "np.zeros_like(value)"

# Of initialize(parameters) -> zeros under the keys of the gradients, one dict of them or several.
ZERO_AVERAGES = {
    '{"d" + name: -> {name:': "Your keys are those of the parameters. Names of gradients begin with d.",
    'items()} -> items() if name[0] == "W"}': "The biases are missing. Their gradients are averaged too.",
    "items()} -> items() if int(name[1:]) < len(parameters) // 2}": "The last layer is missing. Look at the range.",
    f"{ZEROS} -> value.copy()": "Your averages start from the parameters. Take only their shapes, and start from zero.",
    f"{ZEROS} -> np.ones_like(value)": "Your averages start from one. With nothing averaged yet, start from zero.",
    f"{ZEROS} -> np.zeros_like(value.T)": "Your shapes are transposed. A gradient has the shape of its parameter.",
    f'{ZEROS} -> np.zeros_like(parameters["W" + name[1:]])': "The averages for b have the shape of W, not of b.",
    f'{ZEROS} -> np.zeros(value.shape if name[0] == "W" else len(value))': "Your averages for the biases have lost "
    "an axis. Biases are columns, and so are their averages.",
    "past the last layer": Change(raising(lambda parameters: KeyError(f"W{len(parameters) // 2 + 1}")), PAST_THE_LAST),
    f"{ZEROS} -> np.zeros(len(value))": "Your arrays have one axis. A gradient has the shape of its parameter.",
    f"{ZEROS} -> 0.0": "Your averages are single numbers. Each should be an array, of the shape of its gradient.",
    f"{ZEROS} -> np.zeros_like(value, dtype=int)": "Your arrays hold integers. Averages are floating-point numbers.",
    f"{ZEROS} -> np.multiply(value, 0, out=value)": IN_PLACE,
}
