"""What can be wrong with averages that start from zero."""

from graders.exercise import Change
from graders.exercises import families


def zero_averages():
    """Of initialize(parameters) -> zeros under the keys of the gradients, one dict of them or several."""
    zeros = "np.zeros_like(value)"
    past_the_last = families.raising(lambda parameters: KeyError(f"W{len(parameters) // 2 + 1}"))
    return {
        '{"d" + name: -> {name:': "The keys are those of the parameters. These are averages of gradients, and the "
        "names of gradients begin with d.",
        'items()} -> items() if name[0] == "W"}': "The biases are missing. Their gradients are averaged too.",
        "items()} -> items() if int(name[1:]) < len(parameters) // 2}": "The last layer is missing. Remember that "
        "`range` leaves out its end.",
        f"{zeros} -> value.copy()": "The averages start from the parameters. They have the same shapes, but not the "
        "same values.",
        f"{zeros} -> np.ones_like(value)": "The averages start from one. Before the first step nothing has been "
        "averaged yet, so they start from zero.",
        f"{zeros} -> np.zeros_like(value.T)": "The shapes are transposed. A gradient has the shape of its parameter.",
        f'{zeros} -> np.zeros_like(parameters["W" + name[1:]])': "The averages for the biases have the shapes of the "
        "weights. Each average has the shape of its own parameter.",
        f'{zeros} -> np.zeros(value.shape if name[0] == "W" else len(value))': "The averages for the biases have lost "
        "an axis. Biases are columns, and so are their averages.",
        "past the last layer": Change(past_the_last, families.PAST_THE_LAST),
        f"{zeros} -> np.zeros(len(value))": "The arrays have only one axis. A gradient has the shape of its parameter, "
        "with two.",
        f"{zeros} -> 0.0": "Each average is a single number. Every entry of a gradient has an average of its own: make "
        "arrays.",
        f"{zeros} -> np.zeros_like(value, dtype=int)": "The arrays hold integers. Averages are fractions, so they need "
        "a floating-point dtype, NumPy's default.",
        f"{zeros} -> np.multiply(value, 0, out=value)": families.IN_PLACE,
    }
