"""The sample class of W2A2 Batch Normalization."""

from tests.sample_class.table import Solution, Student, Text

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways",
        {
            "bn-forward": Solution("by_var_of_squares"),
            "bn-backward": Solution("three_paths"),
            "forward": Solution("own_loop"),
            "angle": Solution("unit_vectors"),
            "fold": Solution("comprehensions"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "forward right, the rest not begun",
        {"start": (), "bn-forward": (), "forward": ()},
        rest_right=False,
    ),
    "layer-normalization": Student(
        "normalizes each example over its units",
        {"bn-forward": "axis=-1 -> axis=0"},
        missed={"bn-forward", "forward", "population"},
    ),
    "statistics-as-constants": Student(
        "a backward pass without the paths through mean and variance",
        {"bn-backward": "(dN - dbeta / m - Z_hat * dgamma / m) -> dN"},
        missed={"bn-backward", "backward"},
    ),
    "training-mode": Student(
        "predicts with the batch's own statistics",
        {"predict": Solution("batch_statistics")},
        missed={"predict"},
    ),
    "averages-the-wrong-way": Student(
        "weights of the running average swapped, and no shift when folding",
        {
            "running": (
                "beta * running_mu + (1 - beta) * mu -> (1 - beta) * running_mu + beta * mu",
                "beta * running_var + (1 - beta) * var -> (1 - beta) * running_var + beta * var",
            ),
            "fold": ' + parameters[f"beta{l}"] ->',
        },
        missed={"running", "fold"},
    ),
    "does-not-run": Student(
        "one cell is not Python, another uses a name that does not exist",
        {
            "start": Text("def initialize_batch_norm(layers_dims)\n    return {}\n"),
            "angle": "learning_rate * dW -> alpha * dW",
        },
        missed={"start", "angle"},
    ),
}
