"""The experiments of W2A3 Hyperparameter Search: what a trial trains, and tables and pictures of many trials.

A trial is a dict: "learning_rate", "beta" (of momentum), "lambd" (of L2), "units" (of the one hidden layer) and
"mini_batch_size". What is not in it has the value in DEFAULTS.
"""

import itertools
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from utils.backward import backward_propagation
from utils.bn_experiments import parity, random_start
from utils.browser import fewer
from utils.network import forward_propagation
from utils.plotting import BLUE, GREEN, WIDTH, Picture, Table, label_ends

DEFAULTS = {"learning_rate": 0.3, "beta": 0.9, "lambd": 0.0, "units": 32, "mini_batch_size": 32}
EPOCHS = 10
# From far too small to too large. Beta is drawn beside it: 1 - beta is log-uniform from 0.01 to 1.
WIDE = {
    "learning_rate": ("log", 10**-3.5, 10**1.5),
    "lambd": ("log", 0.001, 10.0),
    "units": ("integer", 4, 128),
    "mini_batch_size": ("choice", [16, 32, 64, 128]),
}


class Task(NamedTuple):
    """Odd digits against even ones, centred: 400 training, 300 dev and 1097 test examples, in columns."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_dev: np.ndarray
    Y_dev: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


def new_task(seed, dev=300, wrong=0.0):
    """A new split of the 1797 images.  wrong: the share of the training labels that are turned over."""
    rng = np.random.default_rng(np.append(seed, 11))
    split = parity(rng, centred=True, train=400, test=1397)
    X, Y, labels = split.X_test, split.Y_test, split.Y_train.copy()
    turned = rng.permutation(400)[: round(wrong * 400)]
    labels[:, turned] = 1 - labels[:, turned]
    return Task(split.X_train, labels, X[:, :dev], Y[:, :dev], X[:, dev:], Y[:, dev:])


class Training:
    """A network in training, which can be trained further."""

    def __init__(self, task, trial, seed=0):
        self.task, self.trial = task, DEFAULTS | trial
        self.rng = np.random.default_rng([seed, 12])
        self.parameters = random_start([64, int(self.trial["units"]), 1], "He", self.rng)
        self.v = {name: np.zeros_like(value) for name, value in self.parameters.items()}

    def train(self, epochs):
        """So many epochs more of mini-batch momentum. Returns the dev error, 0 to 1; NaN if training failed."""
        with np.errstate(all="ignore"):  # a learning rate that is too large is a part of the search
            for _ in range(epochs):
                for X, Y in self._batches():
                    self._step(X, Y)
        return self.dev_error()

    def _batches(self):
        """The mini-batches of one epoch, in a new order."""
        X, Y, size = self.task.X_train, self.task.Y_train, int(self.trial["mini_batch_size"])
        order = self.rng.permutation(X.shape[1])
        for i in range(0, X.shape[1], size):
            chosen = order[i : i + size]
            yield X[:, chosen], Y[:, chosen]

    def _step(self, X, Y):
        beta, rate = self.trial["beta"], self.trial["learning_rate"]
        grads = backward_propagation(X, Y, forward_propagation(X, self.parameters)[1])
        for name, value in self.parameters.items():
            decay = self.trial["lambd"] / self.task.X_train.shape[1] * value if name[0] == "W" else 0
            self.v[name] = beta * self.v[name] + (1 - beta) * (grads["d" + name] + decay)
            self.parameters[name] = value - rate * self.v[name]

    def error(self, X, Y):
        """The share of wrong classes; NaN if a logit is no number."""
        with np.errstate(all="ignore"):
            ZL, _ = forward_propagation(X, self.parameters)
        return float(np.mean((ZL > 0) != (Y > 0))) if np.isfinite(ZL).all() else float("nan")

    def dev_error(self):
        return self.error(self.task.X_dev, self.task.Y_dev)

    def test_error(self):
        return self.error(self.task.X_test, self.task.Y_test)


class SideBySide(Training):
    """Several Trainings, alike in units and mini-batches, trained at once: their networks lie in one stack.

    Each comes to the numbers that it comes to alone, in half the time.
    """

    def __init__(self, runs):
        self.runs, self.task = runs, runs[0].task
        self.trial = {name: np.array([run.trial[name] for run in runs])[:, np.newaxis, np.newaxis] for name in DEFAULTS}
        self.parameters, self.v = (
            {name: np.stack([getattr(run, kept)[name] for run in runs]) for name in runs[0].parameters}
            for kept in ("parameters", "v")
        )

    def train(self, epochs):
        """So many epochs more for each."""
        with np.errstate(all="ignore"):
            for _ in range(epochs):
                for batches in zip(*(run._batches() for run in self.runs)):
                    self._step(*map(np.stack, zip(*batches)))
        for number, run in enumerate(self.runs):
            run.parameters = {name: value[number] for name, value in self.parameters.items()}
            run.v = {name: value[number] for name, value in self.v.items()}


def errors_of(trial, task, seed=0, epochs=EPOCHS):
    """(dev error, test error) of a trial, trained from a seed."""
    training = Training(task, trial, seed)
    return training.train(epochs), training.test_error()


def errors_of_all(runs, epochs=EPOCHS):
    """(dev error, test error) of each of several Trainings, (runs, 2): those that are alike, trained side by side."""
    alike = {}
    for run in runs:
        alike.setdefault((run.trial["units"], run.trial["mini_batch_size"]), []).append(run)
    for group in alike.values():
        SideBySide(group).train(epochs)
    return np.array([(run.dev_error(), run.test_error()) for run in runs])


def one_at_a_time(task, values, seeds=3):
    """A Table: the mean dev error over some seeds when one hyperparameter changes and the others stay at DEFAULTS."""
    rows = []
    for name, tried in values.items():
        runs = [Training(task, {name: value}, seed) for value in tried for seed in range(seeds)]
        means = np.mean(errors_of_all(runs)[:, 0].reshape(len(tried), seeds), axis=1)
        shown = [f"{value:g}: {mean:.1%}" for value, mean in zip(tried, means)]
        rows.append([name, *shown, f"{max(means) - min(means):.1%}"])
    return Table(["hyperparameter", *[f"value {i + 1}: error" for i in range(len(shown))], "range"], rows)


def share_explained(values, errors, bins=10):
    """How much of the variance of log errors the means in some bins of the values explain: R squared, 0 to 1."""
    order = np.argsort(values, kind="stable")
    logs = np.log(np.asarray(errors)[order] + 0.005)
    parts = np.array_split(logs, bins)
    within = sum(np.sum((part - part.mean()) ** 2) for part in parts)
    return float(1 - within / np.sum((logs - logs.mean()) ** 2))


def shifted(space, rng):
    """The same space with each range moved by up to half its width, on its own scale: nobody knows where it is best."""
    moved = {}
    for name, (kind, low, high) in space.items():
        by = rng.uniform(-0.5, 0.5)
        if kind == "log":
            moved[name] = (kind, low * (high / low) ** by, high * (high / low) ** by)
        else:
            moved[name] = (kind, low, high)
    return moved


def median_and_range(values):
    """ "3.4% [2.9, 3.8]": the median and the quartiles of shares, in per cent."""
    low, middle, high = 100 * np.percentile(values, [25, 50, 75])
    return f"{middle:.1f}% [{low:.1f}, {high:.1f}]"


# The good part of the space, in which every trial learns.
GOOD = {
    "learning_rate": ("log", 0.3, 10.0),
    "lambd": ("log", 0.001, 1.0),
    "units": ("integer", 8, 128),
    "mini_batch_size": ("choice", [16, 32, 64]),
}
# All on scales that a grid can have, too.
GRIDDED = {
    "learning_rate": ("log", 10**-3.5, 10**1.5),
    "one_minus_beta": ("log", 0.01, 1.0),
    "lambd": ("log", 0.001, 10.0),
    "units": ("log", 4.0, 128.0),
}


def from_gridded(trial):
    """The trial that a point of GRIDDED stands for."""
    return {
        "learning_rate": trial["learning_rate"],
        "beta": max(0.0, 1 - trial["one_minus_beta"]),
        "lambd": trial["lambd"],
        "units": max(2, round(trial["units"])),
    }


def best_of(trials, task, epochs=EPOCHS):
    """(dev error, test error) of the trial with the lowest dev error; a failed one counts as guessing."""
    pairs = errors_of_all([Training(task, trial) for trial in trials], epochs)
    return min(map(tuple, np.nan_to_num(pairs, nan=0.5)))


def compare_scales(log_uniform, ranges, seeds, trials):
    """A Table: the test error that a search for lambd finds on wrong labels, with draws on two scales."""
    rows = []
    for low, high in ranges:
        found = scale_errors(log_uniform, low, high, seeds, trials)
        lower = sum(a < b for a, b in zip(found["log"], found["linear"]))
        rows.append([f"{low:g} to {high:g}", *map(median_and_range, found.values()), f"{lower} of {len(found['log'])}"])
    return Table(["range of λ", "log-uniform", "linear", "log-uniform lower"], rows, caption="Test error of the best")


def scale_errors(log_uniform, low, high, seeds, trials):
    """{"log": test errors, "linear": test errors} of the best of so many values of lambd, one for each seed."""
    found = {"log": [], "linear": []}
    for seed in seeds:
        task, rng = new_task([seed, 20], wrong=0.15), np.random.default_rng([seed, 3])
        for kind, values in found.items():
            drawn = log_uniform(low, high, trials, rng) if kind == "log" else rng.uniform(low, high, trials)
            tried = [{"lambd": value, "learning_rate": 0.5} for value in drawn]
            values.append(best_of(tried, task, epochs=30)[1])
    return found


def explained(trials, errors, rates=(0.3, 10)):
    """A Table of the share of the variation that each hyperparameter explains, and that a random column does.

    rates: the second column of shares counts only trials with a learning rate between these.
    """
    logged = np.nan_to_num(errors, nan=0.5)
    columns = {name: np.array([trial[name] for trial in trials]) for name in trials[0]}
    good = (columns["learning_rate"] >= rates[0]) & (columns["learning_rate"] <= rates[1])
    columns["(pure noise)"] = np.random.default_rng(0).random(len(trials))
    rows = []
    for name, values in columns.items():
        shares = share_explained(values, logged), share_explained(values[good], logged[good])
        rows.append([name, *(f"{share:.0%}" for share in shares)])
    heads = [f"share explained, all {len(trials)} trials", f"the {good.sum()} with a rate of {rates[0]} to {rates[1]}"]
    return Table(["hyperparameter", *heads], rows)


AXES = {  # of parallel coordinates: what is drawn of a value, and where the axis has its numbers
    "learning_rate": (np.log10, (0.001, 0.01, 0.1, 1, 10)),
    "beta": (lambda beta: -np.log10(1 - beta), (0, 0.5, 0.9, 0.97, 0.99)),
    "lambd": (np.log10, (0.001, 0.01, 0.1, 1, 10)),
    "units": (lambda units: units, (4, 32, 64, 96, 128)),
    "mini_batch_size": (np.log2, (16, 32, 64, 128)),
    "dev error (%)": (np.log10, (2, 5, 10, 20, 50)),
}


def plot_parallel(trials, errors):
    """A Picture of trials as lines from axis to axis, one for each hyperparameter and one for the error; the best tenth
    stands out."""
    columns = {name: np.array([trial[name] for trial in trials], dtype=float) for name in DEFAULTS}
    columns["dev error (%)"] = 100 * np.nan_to_num(errors, nan=0.5)
    figure = Figure(figsize=(WIDTH, 3.6), layout="constrained")
    axes = figure.add_subplot()
    heights = []
    for place, (name, values) in enumerate(columns.items()):
        drawn, ticks = AXES[name]
        low, high = min(drawn(values).min(), drawn(ticks[0])), max(drawn(values).max(), drawn(ticks[-1]))
        heights.append((drawn(values) - low) / (high - low))
        axes.axvline(place, color="0.3", linewidth=1, zorder=3)
        for tick in ticks:
            at = (drawn(tick) - low) / (high - low)
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.8}
            axes.text(place - 0.04, at, f"{tick:g}", ha="right", va="center", fontsize=9, bbox=box, zorder=4)
    heights = np.array(heights)
    best = np.argsort(columns["dev error (%)"], kind="stable")[: len(trials) // 10]
    rest = np.setdiff1d(np.arange(len(trials)), best)
    axes.plot(heights[:, rest], color="0.8", linewidth=0.4, zorder=1)
    axes.plot(heights[:, best], color=GREEN, linewidth=0.9, alpha=0.8, zorder=2)
    axes.set_xticks(range(len(columns)), [name.replace("mini_batch_size", "mini_batch\n_size") for name in columns])
    axes.set(xlim=(-0.5, len(columns) - 0.9), yticks=[])
    axes.spines[:].set_visible(False)
    axes.tick_params(bottom=False)
    says = [f"{name} {values[best].min():.3g} to {values[best].max():.3g}" for name, values in columns.items()]
    return Picture(figure, f"{len(trials)} trials as lines over parallel axes. The best tenth: {', '.join(says)}.")


def plot_slices(trials, errors, names):
    """A Picture of dev errors over some hyperparameters, on logarithmic scales, a point for each trial."""
    figure = Figure(figsize=(WIDTH, 3.0), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.08)
    percent = 100 * np.nan_to_num(errors, nan=0.5)
    best = np.argsort(percent, kind="stable")[: len(percent) // 10]
    says = []
    for axes, name in zip(figure.subplots(1, len(names), sharey=True), names):
        values = np.array([trial[name] for trial in trials], dtype=float)
        axes.plot(values, percent, "o", color=BLUE, markersize=3, alpha=0.6)
        axes.plot(values[best], percent[best], "o", color=GREEN, markersize=3)
        axes.set(xlabel=name, xscale="log", yscale="log")
        if len(few := np.unique(values)) < 6:
            axes.set_xticks(few, [f"{value:g}" for value in few])
            axes.xaxis.minorticks_off()
        axes.grid(color="0.9")
        axes.spines[["top", "right"]].set_visible(False)
        says.append(f"the best tenth has {name} from {values[best].min():.3g} to {values[best].max():.3g}")
    figure.axes[0].set_ylabel("dev error (%)")
    _percent_ticks(figure.axes[0])
    return Picture(figure, f"Points of the dev error of {len(trials)} trials: {'; '.join(says)}.")


def _percent_ticks(axes):
    axes.set_yticks([2, 5, 10, 20, 50], ["2", "5", "10", "20", "50"])
    axes.yaxis.minorticks_off()


def race_errors(grid, sample_trial, seeds):
    """{search: test errors} of the best of 16 trials, on ranges that each seed moves."""
    found = {"grid, ends": [], "grid, cell centres": [], "random": []}
    for seed in seeds:
        task, rng = new_task([seed, 21]), np.random.default_rng([seed, 2])
        space = shifted(GRIDDED, rng) | {"one_minus_beta": GRIDDED["one_minus_beta"]}
        corners = itertools.product(*[(low, high) for _, low, high in space.values()])
        searches = {
            "grid, ends": [dict(zip(space, corner)) for corner in corners],
            "grid, cell centres": grid(space, 2),
            "random": [sample_trial(space, rng) for _ in range(16)],
        }
        for name, trials in searches.items():
            found[name].append(best_of(map(from_gridded, trials), task)[1])
    return found


def race(grid, sample_trial, seeds):
    """A Table of what three searches with 16 trials over four hyperparameters find."""
    found = race_errors(grid, sample_trial, seeds)
    rows = [
        [name, median_and_range(errors), f"{100 * max(errors):.1f}%", _lower(found["random"], errors)]
        for name, errors in found.items()
    ]
    return Table(["search", "test error of its best", "worst split", "splits where random is lower"], rows)


def _lower(one, other):
    if one is other:
        return ""
    return f"{sum(a < b for a, b in zip(one, other))} of {len(one)}"


def fine_errors(random_search, refine, seeds):
    """{plan: test errors} of 16 trials at once, and of 8 followed by 8 in a space a fifth as wide."""
    found = {"16 at once": [], "8, then 8 around the best": []}
    space = {"learning_rate": GRIDDED["learning_rate"], "lambd": GRIDDED["lambd"]}
    for seed in seeds:
        task, rng = new_task([seed, 22]), np.random.default_rng([seed, 7])

        def evaluate(trial, task=task):
            return errors_of(trial, task)[0]

        def score(trial, task=task):
            return float(np.nan_to_num(errors_of(trial, task)[1], nan=0.5))

        moved = shifted(space, rng)
        best, _ = random_search(16, moved, evaluate, rng)
        found["16 at once"].append(score(best))
        coarse, first = random_search(8, moved, evaluate, rng)
        fine, second = random_search(8, refine(moved, coarse, 5), evaluate, rng)
        found["8, then 8 around the best"].append(score(fine if np.nanmin(second) < np.nanmin(first) else coarse))
    return found


def coarse_to_fine(random_search, refine, seeds):
    """A Table of two plans for 16 trials."""
    found = fine_errors(random_search, refine, seeds)
    rows = [[name, median_and_range(errors), f"{100 * max(errors):.1f}%"] for name, errors in found.items()]
    return Table(["plan", "test error of its best", "worst split"], rows)


def halving_run(successive_halving, trials, task, longest=27):
    """Successive halving, and what all trials would have come to.

    Returns (winner, curves, lengths, test): its number; (trials, longest) dev errors after each epoch; the epochs that
    each trial was trained for; the test error of the winner, of the best of all by dev error, and of the best of the
    first three.
    """
    runs = [Training(task, trial) for trial in trials]
    full = [[np.nan_to_num(run.train(1), nan=0.5) for _ in range(longest)] for run in runs]
    at_the_end = [float(np.nan_to_num(run.test_error(), nan=0.5)) for run in runs]
    curves, lengths = np.array(full), np.zeros(len(trials), dtype=int)

    def train_more(number, epochs):
        lengths[number] += epochs
        return curves[number, lengths[number] - 1]

    winner, _ = successive_halving(list(range(len(trials))), train_more, 3)
    last = curves[:, -1]
    chosen = winner, int(np.argmin(last)), int(np.argmin(last[:3]))
    return winner, curves, lengths, [at_the_end[number] for number in chosen]


def plot_halving(successive_halving, draw, space, task, seed):
    """A Picture of 27 trials under successive halving: what was trained, and what was not paid for."""
    rng = np.random.default_rng([seed, 4])
    winner, curves, lengths, test = halving_run(successive_halving, [draw(space, rng) for _ in range(27)], task)
    figure = Figure(figsize=(WIDTH, 3.4), layout="constrained")
    axes = figure.add_subplot(xlabel="epoch", ylabel="dev error (%)", xscale="log", yscale="log")
    epochs = np.arange(1, curves.shape[1] + 1)
    for number, (curve, length) in enumerate(zip(100 * curves, lengths)):
        axes.plot(epochs[length - 1 :], curve[length - 1 :], color="0.85", linewidth=1)
        color = GREEN if number == winner else BLUE
        axes.plot(epochs[:length], curve[:length], color=color, linewidth=2.5 if number == winner else 1)
        axes.plot(length, curve[length - 1], "o", color=color, markersize=3)
    for cut in (1, 3, 9):
        axes.axvline(cut, color="0.5", linestyle=":", linewidth=1, zorder=0)
    axes.set_xticks([1, 3, 9, 27], ["1", "3", "9", "27"])
    _percent_ticks(axes)
    axes.xaxis.minorticks_off()
    axes.spines[["top", "right"]].set_visible(False)
    label_ends(axes, [("winner", 100 * curves[winner, -1], GREEN)])
    return Picture(
        figure,
        f"27 learning curves, cut at 1, 3 and 9 epochs. The winner has a test error of {test[0]:.1%}, after "
        f"{lengths.sum()} epochs in all; the best of all 27 after {curves.size} epochs has {test[1]:.1%}.",
    )


def curse_of(sample_trial, seed, dev, trials=30):
    """Of a winner: its dev and test error, and their means over five new trainings."""
    task, rng = new_task([seed, 23], dev=dev), np.random.default_rng([seed, 5])
    tried = [sample_trial(GOOD, rng) for _ in range(trials)]
    pairs = np.nan_to_num(errors_of_all([Training(task, trial) for trial in tried]), nan=0.5)
    number = min(range(trials), key=lambda i: tuple(pairs[i]))
    again = np.mean(errors_of_all([Training(task, tried[number], new) for new in range(1, 6)]), axis=0)
    return (*pairs[number], *again)


def winners_curse(sample_trial, dev_sizes, seeds):
    """A Table: the winner of 30 trials when it won, and trained again."""
    seeds = seeds[: fewer(len(seeds), 3)]
    rows = []
    for dev in dev_sizes:
        found = np.median([curse_of(sample_trial, seed, dev) for seed in seeds], axis=0)
        rows.append([dev, *(f"{value:.1%}" for value in found)])
    heads = ["dev set", "winner's dev error", "its test error", "dev error of new seeds", "test error of new seeds"]
    return Table(heads, rows, caption=f"Medians of {len(seeds)} splits")


def expected_winner(stored, n):
    """The expected (dev error, test error) of the best of n trials, by dev error, drawn from a table of Trials.

    A mean over 100,000 winners, at even steps of the winner's distribution, so that no chance is left in it.
    """
    dev, steps = stored.dev_errors[:, -1], (np.arange(100_000) + 0.5) / 100_000
    winners = np.argsort(dev, kind="stable")[(len(dev) * (1 - steps ** (1 / n))).astype(int)]
    return float(dev[winners].mean()), float(stored.test_errors[winners].mean())


def curse_in_table(stored, counts):
    """A Table: what the best of n stored trials is expected to have on the dev set, and on the test set."""
    rows = []
    for n in counts:
        dev, test = expected_winner(stored, n)
        rows.append([n, f"{dev:.1%}", f"{test:.1%}", f"{round(100 * test, 1) - round(100 * dev, 1):+.1f}"])
    return Table(["trials", "winner's dev error", "its test error", "difference (points)"], rows)


def seed_errors(sample_trial, number, settings=12, seeds=5):
    """Dev errors in per cent, (settings, seeds), of trials from the good part of the space."""
    task, rng = new_task([number, 24]), np.random.default_rng([number, 6])
    trials = [sample_trial(GOOD, rng) for _ in range(settings)]
    errors = errors_of_all([Training(task, trial, seed) for trial in trials for seed in range(seeds)])[:, 0]
    return 100 * np.nan_to_num(errors, nan=0.5).reshape(settings, seeds)


def seed_table(variance_parts, sample_trial, tasks):
    """A Table: on several splits, the standard deviations between settings and from seed to seed."""
    rows = []
    for number in tasks:
        between, within = variance_parts(seed_errors(sample_trial, number))
        share = within / (between + within)
        rows.append([number + 1, f"{between**0.5:.2f}", f"{within**0.5:.2f}", f"{share:.0%}"])
    heads = [
        "split",
        "sd between settings (points)",
        "sd from seed to seed (points)",
        "the seed's share of the variance",
    ]
    return Table(heads, rows)
