"""The course's data sets, read from the folder datasets/ beside this package and checked against their checksums."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "datasets"


class DataFileError(OSError):
    """A data file is missing or damaged. The message names the file and says how to get it back."""


class Split(NamedTuple):
    """A training set and a test set. Columns are examples: X (n_x, m) float64, Y (1, m) float64 with labels 0 or 1."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


class DevSplit(NamedTuple):
    """A training set, a dev set (to choose settings on) and a test set, with arrays as in Split."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_dev: np.ndarray
    Y_dev: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


class Digits(NamedTuple):
    """Images: a training set, a dev set and a test set. Rows are examples, as TensorFlow has them: X (m, 8, 8) uint8
    from 0 (paper) to 16 (ink), Y (m,) int64, the digits 0 to 9."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_dev: np.ndarray
    Y_dev: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


class Trials(NamedTuple):
    """A long random search. trials: a list of dicts, the hyperparameters of each. seeds (n,): what each was trained
    from. dev_errors (n, 3): after 1, 3 and 10 epochs. test_errors (n,): after 10. Errors are shares, 0 to 1."""

    trials: list
    seeds: np.ndarray
    dev_errors: np.ndarray
    test_errors: np.ndarray


def load_breast_cancer():
    """Cell nuclei from 569 breast masses: a DevSplit of 150, 150 and 269 examples (datasets/breast_cancer.md).

    X has the rows texture (grey levels) and smoothness (no unit); Y is 1 for malignant.
    """
    return DevSplit(*_parts("breast_cancer", "train", "dev", "test"))


def load_breast_cancer_30():
    """The same masses, in the same order: a DevSplit with all 30 features (datasets/breast_cancer_30.md)."""
    return DevSplit(*_parts("breast_cancer_30", "train", "dev", "test"))


def load_circles():
    """Two noisy circles, the inner one class 1: a Split of 300 and 100 examples with n_x = 2 (datasets/circles.md)."""
    return _load_split("circles")


def load_digits():
    """Scans of handwritten digits: Digits of 1197, 300 and 300 examples (datasets/digits.md)."""
    parts = _parts("digits", "train", "dev", "test")
    images = [X.T.reshape(-1, 8, 8).astype(np.uint8) for X in parts[::2]]
    labels = [Y[0].astype(np.int64) for Y in parts[1::2]]
    return Digits(*(part for pair in zip(images, labels) for part in pair))


def load_moons():
    """Two noisy moons, the lower one class 1: a Split of 300 and 100 examples with n_x = 2 (datasets/moons.md)."""
    return _load_split("moons")


def load_trials():
    """500 random trials of a small network on the digits: Trials (datasets/trials.md)."""
    header, *lines = _read_checked("trials.csv").decode("ascii").splitlines()
    names = header.split(",")[1:-4]
    table = np.array([line.split(",") for line in lines], dtype=np.float64)
    trials = [dict(zip(names, row)) for row in table[:, 1:-4].tolist()]
    for trial in trials:
        trial["units"], trial["mini_batch_size"] = int(trial["units"]), int(trial["mini_batch_size"])
    return Trials(trials, table[:, 0].astype(int), table[:, -4:-1] / 300, table[:, -1] / 1097)


def _load_split(name):
    return Split(*_parts(name, "train", "test"))


def _parts(name, *splits):
    """X and Y of each split in datasets/<name>.csv, whose columns are the features, then "label" and "split"."""
    _, *lines = _read_checked(f"{name}.csv").decode("ascii").splitlines()
    numbers, _, split_of = zip(*(line.rpartition(",") for line in lines))
    table = np.loadtxt(numbers, delimiter=",")
    X, Y = table[:, :-1].T, table[:, -1:].T
    return [part[:, np.array(split_of) == split] for split in splits for part in (X, Y)]


def _read_checked(file_name):
    """The bytes of a file in datasets/. Raises DataFileError unless they are those listed in SHA256SUMS."""
    path = FOLDER / file_name
    try:
        content = path.read_bytes()
        sums = dict(reversed(line.split()) for line in (FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines())
    except (OSError, ValueError) as problem:
        raise DataFileError(f"{path} cannot be read ({problem}). {_how_to_repair(path)}") from problem
    if hashlib.sha256(content).hexdigest() != sums.get(file_name):
        raise DataFileError(f"{path} is damaged: its checksum is not that in SHA256SUMS. {_how_to_repair(path)}")
    return content


def _how_to_repair(path):
    script = FOLDER / "make_datasets.py"
    if script.exists():
        return f'Make it again: python "{script}" {path.stem}'
    return "Unpack the assignment's zip file again: the folder datasets/ in it holds this file and SHA256SUMS."
