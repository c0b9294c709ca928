"""The data files: what the loaders give, how a file is made again, and what is said when one is missing or damaged."""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from utils import data, search_experiments

DATASETS = Path(__file__).resolve().parent.parent / "datasets"
FILES = sorted(path.name for path in DATASETS.glob("*.csv"))


def make(*arguments):
    return subprocess.run(
        [sys.executable, DATASETS / "make_datasets.py", *arguments], capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of datasets/ that the loaders read and a test may damage."""
    copy = tmp_path / "datasets"
    shutil.copytree(DATASETS, copy)
    monkeypatch.setattr(data, "FOLDER", copy)
    return copy


# --- circles ---


def test_circles():
    circles = data.load_circles()
    for X, Y, m in [(circles.X_train, circles.Y_train, 300), (circles.X_test, circles.Y_test, 100)]:
        assert X.shape == (2, m)
        assert X.dtype == np.float64
        assert Y.shape == (1, m)
        assert Y.dtype == np.float64
        assert np.sum(Y == 0) == np.sum(Y == 1) == m / 2
        for label, radius in [(0, 1.0), (1, 0.8)]:
            distance = np.hypot(*X[:, Y[0] == label])
            # Along the radius the noise is 0.05, and a mean of m / 2 stays within 6 * 0.05 / sqrt(m / 2);
            # across the radius it adds 0.05^2 / (2 radius), about 0.0016, to the distance.
            assert abs(distance.mean() - radius - 0.0016) < 6 * 0.05 / np.sqrt(m / 2)
            assert 0.035 < distance.std() < 0.065


@pytest.mark.parametrize("load", [data.load_circles, data.load_moons])
def test_no_point_is_in_training_and_test(load):
    split = load()
    points = np.hstack([split.X_train, split.X_test])
    assert np.unique(points, axis=1).shape == points.shape


@pytest.mark.parametrize("load", [data.load_circles, data.load_moons])
def test_the_parts_are_shuffled(load):
    """So that the first mini-batch has both classes."""
    Y = load().Y_train
    assert 8 <= Y[0, :32].sum() <= 24


# --- moons ---


def half_circles(points=400):
    angles = np.linspace(0, np.pi, points)
    return np.stack([np.cos(angles), np.sin(angles)]), np.stack([1 - np.cos(angles), 0.5 - np.sin(angles)])


def test_moons():
    moons = data.load_moons()
    for X, Y, m in [(moons.X_train, moons.Y_train, 300), (moons.X_test, moons.Y_test, 100)]:
        assert (X.shape, Y.shape) == ((2, m), (1, m))
        assert X.dtype == Y.dtype == np.float64
        assert np.sum(Y == 0) == np.sum(Y == 1) == m / 2
        for label, curve in enumerate(half_circles()):
            points = X[:, Y[0] == label]
            away = np.hypot(*(points[:, :, np.newaxis] - curve[:, np.newaxis])).min(axis=1)
            # Across the curve the noise is 0.2: the mean of m / 2 squares stays within 6 * 0.04 * sqrt(2 / (m / 2)) of
            # 0.04. Beyond the ends of a curve the noise along it counts too, which adds a little.
            assert abs(np.mean(away**2) - 0.04) < 6 * 0.04 * np.sqrt(4 / m)


def test_moons_are_as_far_apart_as_their_datasheet_says_and_no_straight_line_does_much_better():
    upper, lower = half_circles()
    assert np.hypot(*(upper[:, :, np.newaxis] - lower[:, np.newaxis])).min() == pytest.approx(0.5, abs=1e-3)
    X, Y = np.vstack([data.load_moons().X_train, np.ones((1, 300))]), data.load_moons().Y_train[0]
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, 360, endpoint=False):
        along = np.cos(angle) * X[0] + np.sin(angle) * X[1]
        best = max(best, *(np.mean((along > edge) == Y) for edge in along))
    assert 0.88 < best < 0.93


# --- breast cancer ---


def test_breast_cancer():
    cancer = data.load_breast_cancer()
    parts = [(cancer.X_train, cancer.Y_train), (cancer.X_dev, cancer.Y_dev), (cancer.X_test, cancer.Y_test)]
    assert [X.shape for X, _ in parts] == [(2, 150), (2, 150), (2, 269)]
    assert [(Y.shape, int(Y.sum())) for _, Y in parts] == [((1, 150), 60), ((1, 150), 52), ((1, 269), 100)]
    together = np.hstack([np.vstack(part) for part in parts])
    assert together.dtype == np.float64
    assert np.unique(together, axis=1).shape[1] == 569  # nobody is in two parts


def test_breast_cancer_holds_the_values_of_its_source():
    source = pytest.importorskip("sklearn.datasets").load_breast_cancer()
    cancer = data.load_breast_cancer()
    ours = np.hstack([np.vstack(part) for part in zip(cancer[::2], cancer[1::2])])
    columns = [list(source.feature_names).index(name) for name in ("mean texture", "mean smoothness")]
    theirs = np.vstack([source.data[:, columns].T, source.target_names[source.target] == "malignant"])
    np.testing.assert_array_equal(ours[:, np.lexsort(ours)], theirs[:, np.lexsort(theirs)])


def test_breast_cancer_with_30_features_holds_the_values_of_its_source_and_the_same_masses():
    source = pytest.importorskip("sklearn.datasets").load_breast_cancer()
    all_features, two = data.load_breast_cancer_30(), data.load_breast_cancer()
    columns = [list(source.feature_names).index(name) for name in ("mean texture", "mean smoothness")]
    for whole, part in zip(all_features, two):
        np.testing.assert_array_equal(whole[columns] if len(whole) == 30 else whole, part)
    ours = np.hstack(all_features[::2])
    np.testing.assert_array_equal(ours[:, np.lexsort(ours)], source.data.T[:, np.lexsort(source.data.T)])


# --- digits ---


def test_digits():
    digits = data.load_digits()
    images, labels = digits[::2], digits[1::2]
    assert [X.shape for X in images] == [(1197, 8, 8), (300, 8, 8), (300, 8, 8)]
    assert all(X.dtype == np.uint8 and X.min() == 0 and X.max() == 16 for X in images)
    assert [(Y.shape, Y.dtype) for Y in labels] == [((m,), np.int64) for m in (1197, 300, 300)]
    assert all(np.all(np.bincount(Y) == 30) for Y in labels[1:])
    assert all(len(np.unique(Y[:32])) >= 8 for Y in labels)  # each part is shuffled
    assert len(np.unique(np.concatenate(images), axis=0)) == 1797  # no image is in two parts


def test_digits_hold_the_values_of_their_source():
    source = pytest.importorskip("sklearn.datasets").load_digits()
    digits = data.load_digits()
    ours = {X.tobytes(): int(y) for X, y in zip(np.concatenate(digits[::2]), np.concatenate(digits[1::2]))}
    assert ours == {X.astype(np.uint8).tobytes(): int(y) for X, y in zip(source.images, source.target)}


# --- trials ---


def test_trials():
    stored = data.load_trials()
    assert len(stored.trials) == 500
    assert list(stored.trials[0]) == list(search_experiments.DEFAULTS)
    assert list(stored.seeds) == list(range(500))
    assert stored.dev_errors.shape == (500, 3)
    assert stored.test_errors.shape == (500,)
    assert 0 < stored.dev_errors.min() < stored.dev_errors.max() < 1  # none of them failed
    for name, (kind, low, *high) in search_experiments.WIDE.items():
        values = [trial[name] for trial in stored.trials]
        assert set(values) <= set(low) if kind == "choice" else low <= min(values) <= max(values) <= high[0]


def test_a_stored_trial_that_is_trained_again_comes_to_the_same_errors():
    """To a few images: the file's numbers are rounded in every step, and a large learning rate magnifies that."""
    stored, task = data.load_trials(), search_experiments.new_task(seed=1)
    for number in (3, 32, 100, 200):
        found = search_experiments.errors_of(stored.trials[number], task, seed=number)
        assert found == pytest.approx((stored.dev_errors[number, -1], stored.test_errors[number]), abs=0.01)


def test_products_and_sums_of_exact_arrays_do_not_depend_on_the_order(make_datasets):
    rng = np.random.default_rng(25)
    A, B = rng.standard_normal((20, 512)), 1000 * rng.standard_normal((512, 20))
    order = rng.permutation(512)
    one, other = A.view(make_datasets.Exact), A[:, order].view(make_datasets.Exact)
    np.testing.assert_array_equal(np.asarray(one @ B), np.asarray(other @ B[order]))
    np.testing.assert_array_equal(np.asarray(one.sum(axis=1)), np.asarray(other.sum(axis=1)))
    np.testing.assert_allclose(np.asarray(one @ B), A @ B, atol=0.1)  # the products are up to 10,000
    assert (A[:, order] @ B[order] != A @ B).any()  # of ordinary arrays they do


# --- files ---


@pytest.fixture(scope="module")
def make_datasets():
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("make_datasets", DATASETS / "make_datasets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_file_made_again_is_the_same_byte_for_byte(tmp_path, make_datasets):
    assert sorted(f"{name}.csv" for name in make_datasets.DATASETS) == FILES
    names = sorted(set(make_datasets.DATASETS) - {"trials"})  # these take 20 s: some of them, below
    (tmp_path / "SHA256SUMS").write_bytes((DATASETS / "SHA256SUMS").read_bytes())
    run = make(*names, "--folder", str(tmp_path))
    assert run.returncode == 0, run.stderr
    for name in [*(f"{name}.csv" for name in names), "SHA256SUMS"]:
        assert (tmp_path / name).read_bytes() == (DATASETS / name).read_bytes(), name


def test_trials_made_again_are_the_same_byte_for_byte(make_datasets):
    header, rows = make_datasets.trials(range(7, 500, 25))
    lines = (DATASETS / "trials.csv").read_bytes().splitlines(keepends=True)
    assert make_datasets.as_csv(header, rows) == lines[0] + b"".join(lines[8::25])


def test_making_one_file_leaves_the_checksums_of_the_others(tmp_path):
    other = f"{'0' * 64}  zebra.csv\n"
    (tmp_path / "SHA256SUMS").write_text(other)
    assert make("circles", "--folder", str(tmp_path)).returncode == 0
    first, second = (tmp_path / "SHA256SUMS").read_text().splitlines(keepends=True)
    assert first.endswith("  circles.csv\n")
    assert second == other


def test_an_unknown_name_is_an_error_that_lists_the_known_ones(tmp_path):
    run = make("triangles", "--folder", str(tmp_path))
    assert run.returncode == 2
    assert "triangles" in run.stderr
    assert "circles" in run.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_a_checksum_and_a_datasheet_that_agree(name):
    checksum = hashlib.sha256((DATASETS / name).read_bytes()).hexdigest()
    assert f"{checksum}  {name}\n" in (DATASETS / "SHA256SUMS").read_text()
    datasheet = (DATASETS / name).with_suffix(".md").read_text(encoding="utf-8")
    assert checksum in datasheet
    for heading in ["Origin", "Licence", "Rows", "Classes", "What it is for", "What it is not for"]:
        assert heading in datasheet, heading


@pytest.mark.parametrize("name", [*FILES, "SHA256SUMS"])
def test_git_converts_no_line_endings(name):
    git = subprocess.run(["git", "check-attr", "text", name], cwd=DATASETS, capture_output=True, text=True)
    if git.returncode:
        pytest.skip("not a git checkout")
    assert git.stdout.strip().endswith("text: unset")
    assert b"\r" not in (DATASETS / name).read_bytes()


# --- errors ---


def missing(folder):
    (folder / "circles.csv").unlink()


def cut(folder):
    path = folder / "circles.csv"
    path.write_bytes(path.read_bytes()[:-10])


def one_digit(folder):
    path = folder / "circles.csv"
    path.write_bytes(path.read_bytes().replace(b"0.7", b"0.8", 1))


def windows_line_endings(folder):
    path = folder / "circles.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def no_checksums(folder):
    (folder / "SHA256SUMS").unlink()


def not_in_checksums(folder):
    (folder / "SHA256SUMS").write_text("")


def damaged_checksums(folder):
    (folder / "SHA256SUMS").write_bytes(b"\xff\xfe one two three")


DAMAGES = [missing, cut, one_digit, windows_line_endings, no_checksums, not_in_checksums, damaged_checksums]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_missing_or_damaged_file_is_named_with_the_command_that_repairs_it(folder, damage):
    damage(folder)
    with pytest.raises(data.DataFileError) as error:
        data.load_circles()
    assert str(folder / "circles.csv") in str(error.value)
    script, name = re.search(r'python "(.+)" (\w+)$', str(error.value)).groups()
    run = subprocess.run([sys.executable, script, name], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert data.load_circles().X_train.shape == (2, 300)


@pytest.mark.parametrize("damage", [missing, cut])
def test_a_bundle_which_has_no_script_says_to_unpack_again(folder, damage):
    (folder / "make_datasets.py").unlink()
    damage(folder)
    with pytest.raises(data.DataFileError, match=r"circles\.csv.*[Uu]npack the assignment's zip file again"):
        data.load_circles()
