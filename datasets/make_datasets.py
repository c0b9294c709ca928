"""Makes the course's data files, byte for byte the same everywhere, and writes their checksums to SHA256SUMS.

    python datasets/make_datasets.py            all of them
    python datasets/make_datasets.py circles    this one

To add a data set, write a function that returns its rows, name it in DATASETS, write its datasheet <name>.md,
and its loader in utils/data.py.
"""

import argparse
import hashlib
import re
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent


def circles():
    """Two noisy circles around the origin: class 0 of radius 1, class 1 of radius 0.8; 300 train and 100 test points.

    The noise is normal, with a standard deviation of 0.05 in each coordinate.
    Returns (header, rows): rows of (x1, x2, label, split), each split shuffled, its classes exactly balanced.
    """
    rng = np.random.default_rng(20)
    rows = []
    for split, m in [("train", 300), ("test", 100)]:
        labels = rng.permutation(np.arange(m) % 2)
        radii = np.where(labels == 1, 0.8, 1.0)
        angles = rng.uniform(0, 2 * np.pi, m)
        x = radii * [np.cos(angles), np.sin(angles)] + rng.normal(0, 0.05, (2, m))
        rows += [(decimal(x1), decimal(x2), str(label), split) for x1, x2, label in zip(*x, labels)]
    return ("x1", "x2", "label", "split"), rows


def moons():
    """Two noisy half circles that reach into each other, as two moons; 300 train and 100 test points.

    Class 0 is the upper half of the circle of radius 1 around (0, 0), class 1 the lower half of that around (1, 1/2).
    The noise is normal, with a standard deviation of 0.2 in each coordinate.
    Returns (header, rows): rows of (x1, x2, label, split), each split shuffled, its classes exactly balanced.
    """
    rng = np.random.default_rng(21)
    rows = []
    for split, m in [("train", 300), ("test", 100)]:
        labels = rng.permutation(np.arange(m) % 2)
        angles = rng.uniform(0, np.pi, m)
        upper, lower = [np.cos(angles), np.sin(angles)], [1 - np.cos(angles), 0.5 - np.sin(angles)]
        x = np.where(labels == 1, lower, upper) + rng.normal(0, 0.2, (2, m))
        rows += [(decimal(x1), decimal(x2), str(label), split) for x1, x2, label in zip(*x, labels)]
    return ("x1", "x2", "label", "split"), rows


def breast_cancer():
    """Cell nuclei from 569 breast masses, two features each; 150 train, 150 dev and 269 test examples.

    The data are the Breast Cancer Wisconsin (Diagnostic) set as scikit-learn carries it, shuffled and split.
    Returns (header, rows): rows of (texture, smoothness, label, split), label 1 for malignant. Raises SystemExit if
    scikit-learn is not installed.
    """
    names, measured = nuclei()
    columns = [names.index(name) for name in ("mean texture", "mean smoothness")]
    rows = []
    for features, *label_and_split in measured:
        texture, smoothness = features[columns]
        rows.append((decimal(texture, 2), decimal(smoothness), *label_and_split))
    return ("texture", "smoothness", "label", "split"), rows


def breast_cancer_30():
    """The same masses, in the same order and with the same split, with all 30 features of the source.

    Returns (header, rows): rows of the features, the label, and the split. Raises SystemExit if scikit-learn is not
    installed.
    """
    names, measured = nuclei()
    rows = [(*(f"{value:.6g}" for value in features), *rest) for features, *rest in measured]
    return (*(name.replace(" ", "_") for name in names), "label", "split"), rows


def nuclei():
    """(names of the 30 features, [(features, label, split)] as text but for the features), shuffled and split."""
    try:
        from sklearn.datasets import load_breast_cancer
    except ImportError:
        raise SystemExit('The nuclei are made with scikit-learn: pip install "scikit-learn>=1.6,<2"') from None
    source = load_breast_cancer()
    malignant = source.target == list(source.target_names).index("malignant")
    order = np.random.default_rng(22).permutation(len(malignant))
    splits = ["train"] * 150 + ["dev"] * 150 + ["test"] * (len(order) - 300)
    measured = [(source.data[i], str(int(malignant[i])), split) for i, split in zip(order, splits)]
    return list(source.feature_names), measured


def digits():
    """Scans of 1,797 handwritten digits, 8 × 8 pixels; 1197 train, 300 dev and 300 test examples.

    The data are the test set of Optical Recognition of Handwritten Digits as scikit-learn carries it, shuffled and
    split: 30 examples of each class go to dev, 30 to test, all others to train.
    Returns (header, rows): rows of 64 pixels from 0 (paper) to 16 (ink), row by row, the label, and the split. Raises
    SystemExit if scikit-learn is not installed.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise SystemExit('digits.csv is made with scikit-learn: pip install "scikit-learn>=1.6,<2"') from None
    source, rng = load_digits(), np.random.default_rng(23)
    splits = np.full(len(source.target), "train")
    for digit in range(10):
        chosen = rng.permutation(np.flatnonzero(source.target == digit))
        splits[chosen[:30]], splits[chosen[30:60]] = "dev", "test"
    rows = []
    for split in ("train", "dev", "test"):
        for i in rng.permutation(np.flatnonzero(splits == split)):
            rows.append((*(str(int(pixel)) for pixel in source.data[i]), str(source.target[i]), split))
    pixels = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
    return (*pixels, "label", "split"), rows


class Exact(np.ndarray):
    """An array whose products and sums come out the same on every processor, whatever order they are added in.

    Before a matrix product or a sum, the entries are rounded to 22 bits of the largest one in the array. Up to 512
    products of such numbers need 22 + 22 + 9 = 53 bits, which is what float64 has: nothing is rounded on the way.
    """

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        inputs = [np.asarray(value) if isinstance(value, Exact) else value for value in inputs]
        if ufunc is np.matmul or (ufunc is np.add and method == "reduce"):
            inputs = [rounded(value) for value in inputs]
        result = getattr(ufunc, method)(*inputs, **options)
        return result.view(Exact) if isinstance(result, np.ndarray) else result


def rounded(array, bits=22):
    """The array, rounded to so many bits of its largest entry; as it is, if it is not of finite floats."""
    largest = np.abs(array).max()
    if array.dtype != np.float64 or not np.isfinite(largest):
        return array
    shift = bits - np.frexp(largest)[1]
    return np.ldexp(np.rint(np.ldexp(array, shift)), -shift)


def trials(numbers=range(500)):
    """A long random search: what five hyperparameters were, and how many digits the network got wrong.

    The task, the space and the training are those of the notebook on hyperparameter search. Each trial is drawn and
    trained with a seed of its own, its number, and with the numbers that the file shows.
    Returns (header, rows).
    """
    sys.path.insert(0, str(FOLDER.parent))
    from utils import search
    from utils import search_experiments as experiments

    task = experiments.Task(*(part.view(Exact) for part in experiments.new_task(seed=1)))
    rows = []
    for number in numbers:
        rng = np.random.default_rng([24, number])
        drawn = search.sample_trial(experiments.WIDE, rng) | {"beta": search.sample_beta(0, 0.99, rng)}
        shown = {name: f"{drawn[name]:.5g}" for name in experiments.DEFAULTS}
        training = experiments.Training(task, {name: float(value) for name, value in shown.items()}, seed=number)
        errors = [training.train(epochs) for epochs in (1, 2, 7)]
        counts = [count(error, 300) for error in errors] + [count(training.test_error(), 1097)]
        rows.append((str(number), *shown.values(), *counts))
    wrong = ("dev_wrong_1", "dev_wrong_3", "dev_wrong_10", "test_wrong")
    return ("seed", *experiments.DEFAULTS, *wrong), rows


def count(error, m):
    """How many of m examples an error stands for, as text; "nan" if the training failed."""
    return "nan" if np.isnan(error) else str(round(error * m))


DATASETS = {
    "breast_cancer": breast_cancer,
    "breast_cancer_30": breast_cancer_30,
    "circles": circles,
    "digits": digits,
    "moons": moons,
    "trials": trials,
}


def decimal(value, digits=5):
    """A number as text: so few digits that the last bits, which differ between platforms, do not show; no "-0"."""
    return f"{round(float(value), digits) + 0.0:.{digits}f}"


def as_csv(header, rows):
    """The bytes of a CSV file, with "\\n" at the end of each line on every platform."""
    return "".join(",".join(row) + "\n" for row in [header, *rows]).encode("ascii")


def write_checksum(path):
    """Put the file's line into SHA256SUMS beside it, in the format of sha256sum; other files keep theirs."""
    sums = path.parent / "SHA256SUMS"
    listed = sums.read_text(encoding="ascii", errors="replace") if sums.exists() else ""
    by_name = {name: checksum for checksum, name in re.findall(r"^([0-9a-f]{64})  (\S+)$", listed, re.MULTILINE)}
    by_name[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{by_name[name]}  {name}\n" for name in sorted(by_name)]
    sums.write_text("".join(lines), encoding="ascii", newline="\n")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Make the course's data files, the same bytes everywhere.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"which: {', '.join(DATASETS)} (all if none is named)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to write (here, if not given)")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(DATASETS):
        parser.error(f"no data set named {', '.join(sorted(unknown))}; there are: {', '.join(DATASETS)}")
    for name in options.names or DATASETS:
        path = options.folder / f"{name}.csv"
        path.write_bytes(as_csv(*DATASETS[name]()))
        write_checksum(path)
        print(path)


if __name__ == "__main__":
    main()
