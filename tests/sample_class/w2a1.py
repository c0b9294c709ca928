"""The sample class of W2A1 Optimization Methods."""

from tests.sample_class.table import Solution, Student, Text

ADAM_DENOMINATOR = "(np.sqrt(s_hat[name]) + epsilon)"

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways: loops, copies changed in place, another order of operations",
        {
            "gd": Solution("loop"),
            "batches": Solution("clumsy"),
            "velocity": Solution("loop"),
            "momentum": Solution("lerp"),
            "rmsprop": Solution("scaled_copies"),
            "bias": Solution("geometric"),
            "adam-start": Solution("tuple_generator"),
            "adam": Solution("copies"),
            "decay": Solution("factor"),
            "schedule": Solution("numpy_floor"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "five exercises right, the others not begun",
        {"gd": (), "batches": (), "velocity": (), "momentum": (), "decay": ()},
        rest_right=False,
    ),
    "in-place": Student(
        "changes the parameters and averages that were passed in",
        {"gd": Solution("in_place"), "momentum": Solution("v_in_place")},
        missed={"gd", "momentum"},
    ),
    "epsilon-inside": Student(
        "adds epsilon under the square root, in both exercises that have one",
        {
            "rmsprop": "(np.sqrt(s[name]) + epsilon) -> np.sqrt(s[name] + epsilon)",
            "adam": f"{ADAM_DENOMINATOR} -> np.sqrt(s_hat[name] + epsilon)",
        },
        missed={"rmsprop", "adam"},
    ),
    "corrected-for-ever": Student(
        "returns Adam's corrected averages, so that the next step corrects them again; and v and s are one dict",
        {
            "adam-start": Solution("same_dict"),
            "adam": "return parameters, v, s -> return parameters, v_hat, s_hat",
        },
        missed={"adam-start", "adam"},
    ),
    "edges": Student(
        "drops the last mini-batch if it is not full, and lowers the rate one epoch late",
        {
            "batches": "range(0, m, -> range(0, m - m % mini_batch_size,",
            "schedule": "epoch_num // -> max(epoch_num - 1, 0) //",
        },
        missed={"batches", "schedule"},
    ),
    "does-not-run": Student(
        "one cell is not Python, another uses a name that does not exist",
        {
            "bias": Text("def bias_correction(average, beta, t)\n    return average / (1 - beta**t)\n"),
            "decay": "learning_rate0 -> learning_rate_0",
        },
        missed={"bias", "decay"},
    ),
}
