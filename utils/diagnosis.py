"""Experiments on how good a model is: their measurements, figures and tables (W1A4).

The student's functions are passed in. Errors are in percent, and networks are trained in a stack, one for each seed:
X (S, n_x, m), Y (S, 1, m), "W1" (S, n_1, n_0). The passes look at the last two axes only.
"""

import numpy as np
from matplotlib.figure import Figure

from utils.backward import backward_propagation
from utils.browser import fewer
from utils.data import load_breast_cancer, load_breast_cancer_30, load_digits
from utils.initializers import initialize_parameters_he
from utils.network import forward_propagation, losses
from utils.optimizers import adam
from utils.plotting import BLUE, GREEN, ORANGE, PALETTE, VERMILLION, WIDTH, Picture, Table, label_ends
from utils.regularization import backward_propagation_with_regularization


def load_parity():
    """All 1797 digits: X (64, 1797), pixels from 0 to 1, and Y (1, 1797), whether the digit is odd."""
    data = load_digits()
    images, digits = np.concatenate(data[::2]), np.concatenate(data[1::2])
    return images.reshape(len(images), -1).T / 16, digits[np.newaxis] % 2.0


def load_nuclei():
    """All 569 breast masses: X (2, 569), texture and smoothness, and Y (1, 569), 1 for malignant."""
    data = load_breast_cancer()
    return np.hstack(data[::2]), np.hstack(data[1::2])


def load_all_features():
    """The same masses with all 30 features: X (30, 569) and Y (1, 569), 1 for malignant."""
    data = load_breast_cancer_30()
    return np.hstack(data[::2]), np.hstack(data[1::2])


def generators(number, seeds):
    """One generator for each seed; number: of the experiment, so that no two draw the same numbers."""
    return [np.random.default_rng([number, seed]) for seed in range(seeds)]


def pick(X, Y, indices):
    """X and Y at a list of index arrays, stacked: (S, n_x, m) and (S, 1, m)."""
    return np.stack([X[:, i] for i in indices]), np.stack([Y[:, i] for i in indices])


def fit(X, Y, hidden, rngs, *, num_iterations=120, learning_rate=0.03, lambd=0, watch=None):
    """Train one network for each generator, with Adam on the whole training set.

    X: (S, n_x, m), or (n_x, m) for all.  hidden: units in hidden layers, (), (32,), ...; rngs: for He's start.
    watch(parameters): called before each iteration, and after the last.
    Returns the stacked parameters.
    """
    members = [initialize_parameters_he([X.shape[-2], *hidden, 1], rng) for rng in rngs]
    parameters = {name: np.stack([member[name] for member in members]) for name in members[0]}
    update = adam(parameters)
    for _ in range(num_iterations):
        if watch:
            watch(parameters)
        cache = forward_propagation(X, parameters)[1]
        if lambd:
            grads = backward_propagation_with_regularization(X, Y, cache, lambd)
        else:
            grads = backward_propagation(X, Y, cache)
        parameters = update(parameters, grads, learning_rate)
    if watch:
        watch(parameters)
    return parameters


def wrong(parameters, X, Y):
    """Whether each example is classified wrongly, (S, 1, m) of bool."""
    return (forward_propagation(X, parameters)[0] > 0) != Y


def errors(parameters, X, Y):
    """Errors of stacked networks in percent, (S,)."""
    return 100 * np.mean(wrong(parameters, X, Y), axis=(1, 2))


# -- splits ------------------------------------------------------------------------------------------------------------


def fixed_split_errors(seeds=10):
    """(dev, test) errors of networks on the course's own split of the digits, which differ in their start alone."""
    X, Y = load_parity()
    X_train, Y_train = X[:, :1197], Y[:, :1197]
    parameters = fit(X_train, Y_train, (32,), generators(1, seeds))
    return [errors(parameters, X[:, part], Y[:, part]) for part in (slice(1197, 1497), slice(1497, None))]


def random_split_errors(split_indices, seeds=10):
    """(dev, test) errors where each network has a split of its own."""
    (train, dev, test), rngs = parity_splits(split_indices, 2, seeds)
    parameters = fit(*train, (32,), rngs)
    return [errors(parameters, *part) for part in (dev, test)]


def parity_splits(split_indices, number, seeds, m=None):
    """(train, dev, test) of the digits, 300 for dev and test each, split again for each seed, and the generators.

    m: how many of the 1197 training examples are used; None: all.
    """
    X, Y = load_parity()
    rngs = generators(number, seeds)
    train, dev, test = zip(*[split_indices(X.shape[1], 300, 300, rng) for rng in rngs], strict=True)
    return [pick(X, Y, part) for part in ([i[:m] for i in train], dev, test)], rngs


def compare_splits(split_indices, seeds=10):
    """A table of dev and test errors on one fixed split, and on splits drawn again."""
    rows = []
    for name, (dev, test) in {
        "one split, other starts": fixed_split_errors(seeds),
        "a new split each time": random_split_errors(split_indices, seeds),
    }.items():
        rows.append([name, middle(dev), middle(test), f"{np.sum(dev > test)} of {seeds}"])
    return Table(["", "dev error (%)", "test error (%)", "dev error higher"], rows)


def middle(values):
    """The median and the quartiles in words: "2.3 [1.9, 3.0]"."""
    low, median, high = np.percentile(values, [25, 50, 75])
    return f"{median:.1f} [{low:.1f}, {high:.1f}]"


# -- bias and variance -------------------------------------------------------------------------------------------------


def size_errors(split_indices, sizes, m, seeds=10):
    """(train, dev) errors, (len(sizes), seeds) each, by the number of hidden units; 0 is no hidden layer."""
    found = []
    for size in sizes:
        (train, dev, _), rngs = parity_splits(split_indices, 3, seeds, m)
        parameters = fit(*train, (size,) if size else (), rngs)
        found.append([errors(parameters, *train), errors(parameters, *dev)])
    return np.swapaxes(found, 0, 1)


def plot_sizes(split_indices, sizes=(0, 2, 4, 8, 16, 32), counts=(200, 1197), seeds=10):
    """Training and dev error over the number of hidden units, one panel for each number of training examples."""
    panels = {}
    for m in counts:
        train, dev = size_errors(split_indices, sizes, m, seeds)
        panels[f"{m:,} training examples"] = {"train": (range(len(sizes)), train.T), "dev": (range(len(sizes)), dev.T)}
    return plot_panels(panels, "hidden units (0: no hidden layer)", ticks=sizes)


def diagnosis_table(diagnose, rows):
    """What diagnose says.  rows: {label: (optimal, train, train_dev, dev)}, medians of errors in percent."""
    table = []
    for label, four in rows.items():
        parts = diagnose(*(float(error) / 100 for error in four))
        table.append([label, *(f"{error:.1f}" for error in four[1:]), *(f"{100 * part:.1f}" for part in parts)])
    return Table(["errors in %", "train", "train-dev", "dev", "avoidable bias", "variance", "mismatch"], table)


def diagnose_sizes(split_indices, diagnose, cases=((0, 1197), (32, 200), (32, 1197)), seeds=10):
    """The diagnosis of networks: (hidden units, training examples), all with a dev set from the same source."""
    rows = {}
    for size, m in cases:
        train, dev = np.median(size_errors(split_indices, [size], m, seeds), axis=2)[:, 0]
        rows[f"{size} hidden units, {m:,} examples"] = (0.0, train, dev, dev)
    return diagnosis_table(diagnose, rows)


def curve_errors(split_indices, learning_curve, size, sizes, seeds):
    """(train, dev) errors, (seeds, len(sizes)) each, that the student's learning_curve gives."""
    found = []
    X, Y = load_parity()
    for rng in generators(4, seeds):
        train, dev, _ = split_indices(X.shape[1], 300, 300, rng)

        def fit_one(X, Y, rng=rng):
            return fit(X, Y, (size,) if size else (), [rng])

        def error(parameters, X, Y):
            return errors(parameters, X, Y)[0]

        found.append(learning_curve(X[:, train], Y[:, train], X[:, dev], Y[:, dev], sizes, fit_one, error))
    return np.swapaxes(found, 0, 1)


def plot_learning_curves(split_indices, learning_curve, sizes=(25, 50, 100, 200, 400, 800, 1197), seeds=10):
    """Learning curves without a hidden layer and with 32 hidden units."""
    panels = {}
    for title, size in {"no hidden layer": 0, "32 hidden units": 32}.items():
        train, dev = curve_errors(split_indices, learning_curve, size, sizes, seeds)
        panels[title] = {"train": (sizes, train), "dev": (sizes, dev)}
    return plot_panels(panels, "training examples", log=True)


LAMBDAS = (0, 0.3, 1, 3, 10, 30)
LONG = {"num_iterations": 200, "learning_rate": 0.02}  # until wrong labels are memorized


def label_errors(split_indices, lambdas=LAMBDAS, flipped=0.15, seeds=20, size=24, m=400):
    """(train, dev) errors, (len(lambdas), seeds) each, where a share of the training labels is wrong; dev is clean."""
    found = []
    for lambd in lambdas:
        (train, dev, _), rngs = parity_splits(split_indices, 5, seeds, m)
        X, Y = train
        Y = np.stack([flip(labels, flipped, rng) for labels, rng in zip(Y, rngs, strict=True)])
        parameters = fit(X, Y, (size,) if size else (), rngs, lambd=lambd, **LONG)
        found.append([errors(parameters, X, Y), errors(parameters, *dev)])
    return np.swapaxes(found, 0, 1)


def flip(labels, share, rng):
    """The labels (1, m), with this share of them turned round."""
    chosen = rng.permutation(labels.shape[1])[: round(share * labels.shape[1])]
    flipped = labels.copy()
    flipped[:, chosen] = 1 - labels[:, chosen]
    return flipped


def plot_labels(split_indices, lambdas=LAMBDAS, seeds=20):
    """Training and dev error over lambd, with 15% wrong labels in the training set."""
    train, dev = label_errors(split_indices, lambdas, seeds=fewer(seeds, 8))
    places = range(len(lambdas))
    panels = {"400 examples, 15% of the labels wrong": {"train": (places, train.T), "dev": (places, dev.T)}}
    return plot_panels(panels, "lambd, the strength of the L2 penalty", ticks=lambdas)


# -- how sure ----------------------------------------------------------------------------------------------------------


def coverage(interval, error, m, repeats=2000):
    """How often (in %) an interval(wrong, m, z=1.96) from a dev set of m examples holds the true error."""
    counts, repeated = np.unique(np.random.default_rng(6).binomial(m, error, repeats), return_counts=True)
    low, high = np.array([interval(int(count), m, 1.96) for count in counts], dtype=float).T
    return 100 * float(np.sum(repeated[(low <= error) & (error <= high)])) / repeats


def plain_interval(wrong, m, z):
    """The textbook's p +- z sqrt(p (1 - p) / m)."""
    error = wrong / m
    distance = z * np.sqrt(error * (1 - error) / m)
    return error - distance, error + distance


def interval_table(wilson_interval, error=0.02, sizes=(50, 100, 300, 1000, 10000)):
    """Intervals for the same observed error on dev sets of several sizes, and how often two formulas hold the truth."""
    rows = []
    for m in sizes:
        low, high = (100 * float(end) for end in wilson_interval(round(error * m), m, 1.96))
        held = [f"{coverage(interval, error, m):.0f}" for interval in (plain_interval, wilson_interval)]
        rows.append([m, f"{100 * error:g}", f"{low:.1f} to {high:.1f}", *held])
    return Table(["dev examples", "observed (%)", "95% interval (%)", "plain formula holds (%)", "Wilson's (%)"], rows)


class Pairs:
    """Two networks, of 16 and of 64 hidden units, trained on the same 400 digits; all other 1397 are the truth.

    wrong: [(seeds, 1397), (seeds, 1397)] of bool, whether each is wrong on each of these.
    """

    def __init__(self, split_indices, sizes=(16, 64), seeds=10):
        X, Y = load_parity()
        splits = [split_indices(X.shape[1], 1397, 0, rng) for rng in generators(7, seeds)]
        train, pool = (pick(X, Y, part) for part in list(zip(*splits, strict=True))[:2])
        self.sizes = sizes
        self.wrong = [wrong(fit(*train, (size,), generators(8, seeds), **LONG), *pool)[:, 0] for size in sizes]

    def true_errors(self):
        return [100 * np.mean(each, axis=1) for each in self.wrong]

    def losses(self, m, repeats=400):
        """How often (in %) the truly better one has the higher error on dev sets of m: the same one, one for each.

        Returns two arrays (seeds,). A dev set is drawn from the pool with replacement.
        """
        rng = np.random.default_rng(9)
        same, apart = [], []
        for a, b in zip(*self.wrong, strict=True):
            better, worse = (a, b) if a.mean() < b.mean() else (b, a)
            one, other = rng.integers(len(a), size=(2, repeats, m))
            on_one = better[one].mean(axis=1)
            same.append(100 * np.mean(on_one > worse[one].mean(axis=1)))
            apart.append(100 * np.mean(on_one > worse[other].mean(axis=1)))
        return np.array(same), np.array(apart)


def pair_table(pairs, sizes=(100, 300, 1000)):
    """How often the better of two models loses."""
    rows = [[m, *(f"{np.median(lost):.0f}" for lost in pairs.losses(m))] for m in sizes]
    return Table(["dev examples", "better model loses, same dev set (%)", "a dev set for each (%)"], rows)


def sign_table(pairs, sign_test, sizes=(100, 300, 1000)):
    """The sign test on the first dev examples of the first split."""
    a, b = (each[0] for each in pairs.wrong)
    rows = []
    for m in sizes:
        only_a, only_b = int(np.sum(a[:m] & ~b[:m])), int(np.sum(b[:m] & ~a[:m]))
        rows.append([m, only_a, only_b, f"{sign_test(a[:m], b[:m]):.3f}"])
    small, large = pairs.sizes
    return Table(["dev examples", f"only {small} units wrong", f"only {large} units wrong", "p-value"], rows)


def fold_deviations(k_folds, m=100, k=5, seeds=40):
    """Estimated less true error, in points, of logistic regression on m masses: (one dev set of m / k, k folds)."""
    X, Y = load_nuclei()
    one, all_folds = [], []
    for rng in generators(10, seeds):
        order = rng.permutation(X.shape[1])
        ours, rest = order[:m], order[m:]
        folds = [(ours[train], ours[dev]) for train, dev in k_folds(m, k, rng)]
        train, dev = zip(*folds, strict=True)
        X_train, Y_train = pick(X, Y, train)
        mu, sigma = X_train.mean(axis=-1, keepdims=True), X_train.std(axis=-1, keepdims=True)
        parameters = fit((X_train - mu) / sigma, Y_train, (), [rng] * k, learning_rate=0.1, num_iterations=100)
        X_dev, Y_dev = pick(X, Y, dev)
        estimates = errors(parameters, (X_dev - mu) / sigma, Y_dev)
        truth = errors(parameters, (X[:, rest] - mu) / sigma, Y[:, rest])
        one.append(estimates[0] - truth[0])
        all_folds.append(estimates.mean() - truth.mean())
    return np.array(one), np.array(all_folds)


def fold_table(k_folds):
    """One dev set beside five folds: how far the estimates are from the truth."""
    one, folds = fold_deviations(k_folds)
    rows = [["one dev set of 20", f"{np.mean(one):+.1f}", f"{np.std(one):.1f}"]]
    rows.append(["5 folds of 20", f"{np.mean(folds):+.1f}", f"{np.std(folds):.1f}"])
    return Table(["", "mean of estimate − truth (points)", "standard deviation (points)"], rows)


# -- leaks -------------------------------------------------------------------------------------------------------------


def selection_errors(select_features, seeds=20, features=1000, k=20):
    """Pure noise: (leaked dev, honest dev, leaked fresh, honest fresh) errors, (seeds,) each.

    Features are normal draws and labels coins: 100 examples to train on, 50 for dev, and 500 fresh ones.
    """
    found = []
    for rng in generators(11, seeds):
        X, Y = rng.standard_normal((features, 650)), rng.integers(2, size=(1, 650)).astype(float)
        train, dev, fresh = slice(0, 100), slice(100, 150), slice(150, 650)
        row = []
        for seen in (slice(0, 150), train):
            kept = select_features(X[:, seen], Y[:, seen], k)
            parameters = fit(X[kept, train], Y[:, train], (), [rng])
            row.append([errors(parameters, X[kept, part], Y[:, part])[0] for part in (dev, fresh)])
        found.append(np.ravel(row, order="F"))
    return np.transpose(found)


def copy_errors(group_split, seeds=20, originals=300, copies=3):
    """Each digit has noisy copies: (leaked dev, honest dev, leaked fresh, honest fresh) errors, (seeds,) each.

    Leaked: rows are split without regard to what they are copies of. Honest: the groups stay together.
    """
    X, Y = load_parity()
    found, rngs = [], generators(12, seeds)
    sets = []
    for rng in rngs:
        order = rng.permutation(X.shape[1])
        groups = np.tile(order[:originals], 1 + copies)
        noise = 0.1 * rng.standard_normal((X.shape[0], groups.size))
        noise[:, :originals] = 0
        sets.append((X[:, groups] + noise, Y[:, groups], groups, order[originals : originals + 900]))
    fresh = pick(X, Y, [held for *_, held in sets])
    for honest in (False, True):
        parts = []
        for (_, _, groups, _), rng in zip(sets, rngs, strict=True):
            parts.append(group_split(groups if honest else np.arange(groups.size), 0.2, rng))
        train, dev = (
            [np.stack([s[a][:, p[which]] for s, p in zip(sets, parts, strict=True)]) for a in (0, 1)]
            for which in (0, 1)
        )
        parameters = fit(*train, (32,), rngs)
        found.append([errors(parameters, *dev), errors(parameters, *fresh)])
    (leaked, leaked_fresh), (plain, plain_fresh) = found
    return np.array([leaked, plain, leaked_fresh, plain_fresh])


def scaler_errors(fit_scaler, scale, seeds=60, m=20, dev=60):
    """The scaler fitted on everything: (leaked dev, honest dev, leaked fresh, honest fresh) errors, (seeds,) each."""
    X, Y = load_all_features()
    found, rngs = [], generators(13, seeds)
    orders = [rng.permutation(X.shape[1]) for rng in rngs]
    for seen in (m + dev, m):
        scaled = []
        for order in orders:
            mu, sigma = fit_scaler(X[:, order[:seen]])
            scaled.append(scale(X[:, order], mu, sigma))
        scaled, labels = np.stack(scaled), np.stack([Y[:, order] for order in orders])
        parameters = fit(scaled[..., :m], labels[..., :m], (8,), generators(14, seeds), num_iterations=150)
        parts = (slice(m, m + dev), slice(m + dev, None))
        found.append([errors(parameters, scaled[..., part], labels[..., part]) for part in parts])
    (leaked, leaked_fresh), (plain, plain_fresh) = found
    return np.array([leaked, plain, leaked_fresh, plain_fresh])


def leaks(select_features, group_split, fit_scaler, scale):
    """The four errors of each leak, by its name."""
    seeds = fewer(20, 10)
    return {
        "features selected on all data": selection_errors(select_features, seeds),
        "copies in both sets": copy_errors(group_split, seeds),
        "scaler fitted on all data": scaler_errors(fit_scaler, scale),
    }


def leak_table(found):
    """What each leak says, what an honest split says, and the truth on fresh examples (in %)."""
    rows = []
    for name, (leaked, honest, leaked_fresh, honest_fresh) in found.items():
        flattered = honest - leaked
        margin = np.std(flattered, ddof=1) / np.sqrt(flattered.size)
        cells = [middle(x) for x in (leaked, leaked_fresh, honest, honest_fresh)]
        rows.append([name, *cells, f"{np.mean(flattered):.1f} ± {margin:.1f}"])
    columns = ["errors in %", "leaked dev", "fresh data", "honest dev", "fresh data", "honest − leaked (points)"]
    return Table(columns, rows)


def plot_leaks(found):
    """Dev error over the error on fresh examples, one panel for each leak; an honest score scatters about the line."""
    figure = Figure(figsize=(WIDTH, 3.0), layout="constrained")
    all_axes = np.atleast_1d(figure.subplots(1, len(found)))
    says = []
    for axes, (name, (leaked, honest, leaked_fresh, honest_fresh)) in zip(all_axes, found.items(), strict=True):
        axes.plot(leaked_fresh, leaked, "^", color=VERMILLION, label="with the leak", alpha=0.8)
        axes.plot(honest_fresh, honest, "o", color=BLUE, label="honest", alpha=0.8, markerfacecolor="white")
        low, high = 0, 1.08 * max(map(np.max, (leaked, honest, leaked_fresh, honest_fresh)))
        axes.plot([low, high], [low, high], "-", color="0.6", linewidth=1, zorder=0)
        axes.set(title=name, xlim=(low, high), ylim=(low, high), xlabel="error on fresh data (%)")
        axes.title.set_fontsize(9)
        axes.set_box_aspect(1)
        says.append(f"{name}: with the leak {middle(leaked)}, honest {middle(honest)}, fresh {middle(honest_fresh)}")
    all_axes[0].set_ylabel("dev error (%)")
    figure.legend(*all_axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
    return Picture(figure, f"Dev error over the error on fresh examples, in percent. {'; '.join(says)}.")


# -- a dev set from elsewhere ------------------------------------------------------------------------------------------


def shift_right(X):
    """Images of 8 by 8 pixels, (..., 64, m), one pixel to the right: the left column becomes paper."""
    images = X.reshape(*X.shape[:-2], 8, 8, X.shape[-1])
    shifted = np.zeros_like(images)
    shifted[..., :, 1:, :] = images[..., :, :-1, :]
    return shifted.reshape(X.shape)


DEV_KINDS = {
    "as in training": lambda X, rng: X,
    "half the contrast": lambda X, rng: X / 2,
    "noise added": lambda X, rng: X + 0.2 * rng.standard_normal(X.shape),
    "one pixel to the right": lambda X, rng: shift_right(X),
}


def mismatch_errors(split_indices, augmented=False, seeds=10, kinds=DEV_KINDS):
    """(train, train-dev, {kind: dev}) errors, (seeds,) each, of 797 training, 300 train-dev and 300 dev examples.

    augmented: whether the training set holds each image a second time, one pixel to the right.
    """
    ((X, Y), train_dev, dev), rngs = parity_splits(split_indices, 15, seeds, 797)
    shown = (np.concatenate([X, shift_right(X)], axis=-1), np.concatenate([Y, Y], axis=-1)) if augmented else (X, Y)
    parameters = fit(*shown, (32,), rngs)
    rng = np.random.default_rng(16)
    by_kind = {name: errors(parameters, change(dev[0], rng), dev[1]) for name, change in kinds.items()}
    return errors(parameters, X, Y), errors(parameters, *train_dev), by_kind


def plot_mismatch(split_indices, diagnose, seeds=10):
    """Bars of avoidable bias, variance and mismatch, for several sources of the dev set and for the cure."""
    seeds = fewer(seeds, 5)
    train, train_dev, by_kind = mismatch_errors(split_indices, seeds=seeds)
    rows = {name: (0.0, *map(np.median, (train, train_dev, dev))) for name, dev in by_kind.items()}
    name = "one pixel to the right"
    train, train_dev, by_kind = mismatch_errors(split_indices, True, seeds, {name: DEV_KINDS[name]})
    rows[f"{name},\ntrained on shifted copies too"] = (0.0, *map(np.median, (train, train_dev, by_kind[name])))
    figure = Figure(figsize=(WIDTH, 3.0), layout="constrained")
    axes = figure.add_subplot(xlabel="dev error (%), median of the seeds")
    says = []
    for place, (name, four) in enumerate(rows.items()):
        parts = [100 * part for part in diagnose(*(float(error) / 100 for error in four))]
        left = 0.0
        for part, color, label in zip(
            parts, (BLUE, ORANGE, GREEN), ("avoidable bias", "variance", "mismatch"), strict=True
        ):
            axes.barh(place, part, left=left, color=color, label=label if place == 0 else None)
            left += part
        words = "{:.1f} bias, {:.1f} variance, {:.1f} mismatch".format(*parts)
        axes.text(max(four[3], 0) + 0.3, place, f"{four[3]:.1f}", va="center")
        says.append(f"{name.replace(chr(10), ' ')}: {words}")
    axes.set_yticks(range(len(rows)), rows)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper right", ncols=3, frameon=False)
    return Picture(figure, f"Stacked bars of the dev error in points. {'; '.join(says)}.")


# -- early stopping ----------------------------------------------------------------------------------------------------


class Runs:
    """Networks of 32 hidden units on digits, watched at every iteration: dev cost and test error.

    m: training examples.  flipped: the share of wrong labels in train and dev; the test set is clean.
    dev_costs, test_errors: (seeds, num_iterations + 1).
    """

    def __init__(self, split_indices, m, flipped, seeds=10, num_iterations=300):
        seeds = fewer(seeds, 5)
        (train, dev, test), rngs = parity_splits(split_indices, 17, seeds, m)
        noisy = [
            np.stack([flip(labels, flipped, rng) for labels, rng in zip(Y, rngs, strict=True)])
            for Y in (train[1], dev[1])
        ]
        costs, found = [], []

        def watch(parameters):
            costs.append(losses(forward_propagation(dev[0], parameters)[0], noisy[1]).mean(axis=(1, 2)))
            found.append(errors(parameters, *test))

        fit(train[0], noisy[0], (32,), rngs, num_iterations=num_iterations, learning_rate=0.01, watch=watch)
        self.dev_costs, self.test_errors = np.transpose(costs), np.transpose(found)

    def stopped(self, early_stopping, patience):
        """(test error of what is kept, kept iteration), (seeds,) each."""
        kept = [early_stopping(costs, patience)[0] for costs in self.dev_costs]
        return self.test_errors[np.arange(len(kept)), kept], np.array(kept)


def stopping_table(early_stopping, runs, patiences=(1, 5, 20)):
    """What stopping gives.  runs: {label: Runs}."""
    rows = []
    for label, run in runs.items():
        end = run.test_errors[:, -1]
        for patience in patiences:
            stopped, kept = run.stopped(early_stopping, patience)
            better = f"{np.sum(stopped < end)} / {np.sum(stopped > end)} of {len(end)}"
            rows.append([label, patience, int(np.median(kept)), middle(stopped), middle(end), better])
    columns = ["", "patience", "kept iteration", "test error (%)", "at the end (%)", "lower / higher than at the end"]
    return Table(columns, rows)


def plot_stopping(runs):
    """Dev cost and test error over the iterations, one column of panels for each of the runs."""
    figure = Figure(figsize=(WIDTH, 4.4), layout="constrained")
    grid = figure.subplots(2, len(runs), sharex=True, squeeze=False)
    says = []
    for column, (label, run) in zip(grid.T, runs.items(), strict=True):
        for axes, values, color in zip(column, (run.dev_costs, run.test_errors), (VERMILLION, BLUE), strict=True):
            low, median, high = np.percentile(values, [25, 50, 75], axis=0)
            axes.plot(median, color=color)
            axes.fill_between(range(len(median)), low, high, color=color, alpha=0.2, linewidth=0)
            axes.axvline(np.argmin(np.median(run.dev_costs, axis=0)), color="0.5", linestyle=":")
            axes.set_ylim(bottom=0)
            axes.grid(color="0.9")
            axes.spines[["top", "right"]].set_visible(False)
        column[0].set_title(label, fontsize=9)
        column[1].set_xlabel("iteration")
        costs, found = (np.median(values, axis=0) for values in (run.dev_costs, run.test_errors))
        says.append(
            f"{label}: the dev cost is lowest, {costs.min():.2f}, at {costs.argmin()} and ends at {costs[-1]:.2f}; "
            f"the test error there is {found[costs.argmin()]:.1f}%, at the end {found[-1]:.1f}%"
        )
    grid[0, 0].set_ylabel("dev cost (nats)")
    grid[1, 0].set_ylabel("test error (%)")
    return Picture(figure, f"Dev cost and test error over the iterations. {'; '.join(says)}.")


def plot_panels(panels, xlabel, *, log=False, ticks=None):
    """Training and dev error side by side: medians with a band over the interquartile range.

    panels: {title: {"train" or "dev": (x, (runs, n) errors in %)}}.  ticks: names of the places x = 0, 1, ....
    """
    figure = Figure(figsize=(WIDTH, 3.2), layout="constrained")
    all_axes = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
    says = []
    for axes, (title, lines) in zip(all_axes, panels.items(), strict=True):
        for (label, (x, y)), color, style in zip(lines.items(), PALETTE, ("o-", "s--"), strict=False):
            low, median, high = np.percentile(y, [25, 50, 75], axis=0)
            axes.plot(x, median, style, color=color, markersize=4, label=label)
            axes.fill_between(x, low, high, color=color, alpha=0.2, linewidth=0)
            says.append(f"{title}, {label}: {', '.join(f'{value:.1f}' for value in median)}")
        if log:
            axes.set_xscale("log")
        if ticks is not None:
            axes.set_xticks(range(len(ticks)), ticks)
        axes.set(title=title, xlabel=xlabel)
        axes.title.set_fontsize(10)
        axes.set_ylim(bottom=0)
        axes.grid(color="0.9")
        axes.spines[["top", "right"]].set_visible(False)
    all_axes[0].set_ylabel("error (%)")
    for axes in all_axes:
        label_ends(axes, [(line.get_label(), line.get_ydata()[-1], line.get_color()) for line in axes.lines])
    return Picture(figure, f"Median errors in percent over {xlabel}. {'; '.join(says)}.")
