"""The sample class of W1A4 Bias and Variance."""

from tests.sample_class.table import Solution, Student

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways",
        {
            "split": Solution("np_split"),
            "fit-scaler": Solution("loop_over_features"),
            "scale": Solution("ufuncs"),
            "diagnose": Solution("np_diff"),
            "curve": Solution("arrays_filled"),
            "wilson": Solution("counts"),
            "sign": Solution("upper_tail"),
            "folds": Solution("masks"),
            "select": Solution("corrcoef"),
            "groups": Solution("loop_and_sets"),
            "stopping": Solution("counter"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "the splits and the scaler are right, the rest not begun",
        {"split": (), "fit-scaler": (), "scale": ()},
        rest_right=False,
    ),
    "never-shuffles": Student(
        "cuts the data in the order of the file",
        {"split": "rng.permutation(m) -> np.arange(m)", "folds": "rng.permutation(m) -> np.arange(m)"},
        missed={"split", "folds"},
    ),
    "leaks": Student(
        "scales each set by itself, and splits copies row by row",
        {"scale": Solution("own_statistics"), "groups": Solution("splits_rows")},
        missed={"scale", "groups"},
    ),
    "plain-interval": Student(
        "takes the textbook's interval and counts all errors in the sign test",
        {"wilson": Solution("plain"), "sign": Solution("all_errors")},
        missed={"wilson", "sign"},
    ),
    "signs-lost": Student(
        "takes absolute values, where signs count, and none, where they do not",
        {"diagnose": Solution("absolute"), "select": "np.abs(correlations) -> correlations"},
        missed={"diagnose", "select"},
    ),
    "always-one-too-far": Student(
        "measures the training error on all examples, and stops late",
        {"curve": Solution("error_on_all"), "stopping": Solution("one_too_late")},
        missed={"curve", "stopping"},
    ),
}
