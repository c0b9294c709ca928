"""Experiments with overfitting and its cures: their measurements, figures and tables (W1A2).

What trains a network is the notebook's, and is passed in.
"""

import numpy as np
from matplotlib.figure import Figure

from utils.activations import sigmoid
from utils.data import DevSplit
from utils.initializers import initialize_parameters_he
from utils.network import accuracy, compute_cost, forward_propagation
from utils.plotting import COLORS, PURPLE, SKY, WIDTH, Picture, Table, label_ends, plot_decision_boundaries

NAMES = ("mean texture (grey levels)", "mean smoothness")
CLASSES = ("benign", "malignant")
TRAIN, DEV = SKY, PURPLE


def cost_on(X, Y, parameters):
    """The plain cost of a network, with no penalty and nothing dropped, in nats."""
    return compute_cost(forward_propagation(X, parameters)[0], Y)


def standardized(data):
    """A DevSplit with each feature of mean 0 and standard deviation 1 on the training set, the other sets alike."""
    mean, std = (of(data.X_train, axis=1, keepdims=True) for of in (np.mean, np.std))
    sets = [(X - mean) / std for X in data[::2]]
    return DevSplit(*(array for pair in zip(sets, data[1::2]) for array in pair))


def reshuffled(data, rng):
    """A DevSplit of the same examples in sets of the same sizes, shuffled by rng."""
    X, Y = np.hstack(data[::2]), np.hstack(data[1::2])
    ends = np.cumsum([Y.size for Y in data[1::2]])[:-1]
    parts = np.split(rng.permutation(Y.size), ends)
    return DevSplit(*(array[:, part] for part in parts for array in (X, Y)))


def snapshots(run, X, Y, start, num_iterations=5000, every=10):
    """The parameters at the start and after every so many iterations, a list.

    run(X, Y, start, num_iterations=n) -> the parameters after n more iterations.
    """
    path = [start]
    for _ in range(num_iterations // every):
        path.append(run(X, Y, path[-1], num_iterations=every))
    return path


def sets_table(data, line):
    """A Table of the three sets, and of the accuracy of a line drawn by hand on those that may be looked at."""
    rows = []
    for name, X, Y in zip(("training", "dev", "test"), data[::2], data[1::2]):
        score = "not yet" if name == "test" else f"{np.mean(line(X) == Y):.0%}"
        rows.append([name, Y.size, f"{Y.mean():.0%}", score])
    return Table(["set", "masses", "malignant", "accuracy of the line"], rows)


def cache_table(cache):
    """A Table of the arrays in a cache and their shapes."""
    return Table(["in the cache", "shape"], [[key, value.shape] for key, value in cache.items()])


def plot_boundaries(models, raw, *, on="train"):
    """The probability of malignant over the plane, or the classes of functions, with accuracies on what is shown.

    models: {name: parameters for standardized X}, or {name: a function of raw X (2, n) that gives classes (1, n)}.
    raw: a DevSplit as it was measured.  on: which examples are shown, "train", "dev" or "test".
    Returns a Picture.
    """
    mean, std = (of(raw.X_train, axis=1, keepdims=True) for of in (np.mean, np.std))
    X, Y = getattr(raw, f"X_{on}"), getattr(raw, f"Y_{on}")
    panels = []
    for name, model in models.items():

        def predict(X, model=model):
            return model(X) if callable(model) else sigmoid(forward_propagation((X - mean) / std, model)[0])

        panels.append((f"{name}: {np.mean((predict(X) > 0.5) == Y):.0%}", predict))
    how = {"resolution": 800} if any(map(callable, models.values())) else {"probability": True}
    figure = plot_decision_boundaries(panels, X, Y, names=NAMES, classes=CLASSES, **how).figure
    scores, shown = ", ".join(title for title, _ in panels), "training" if on == "train" else on
    return Picture(figure, f"The {shown} set over the predictions of malignant, with accuracies on that set: {scores}.")


def plot_overfitting(data, path, every=10):
    """The training and dev costs of snapshots of a network, on an axis that is logarithmic from the second one on.

    data: a standardized DevSplit.  path: what snapshots gave.  every: the iterations between two of them.
    Returns a Picture.
    """
    iterations = every * np.arange(len(path))
    figure, (axes,) = _panels([f"iteration (logarithmic from {every} on)"], height=3.2)
    says, ends = [], []
    for name, X, Y, color in (
        ("training", data.X_train, data.Y_train, TRAIN),
        ("dev", data.X_dev, data.Y_dev, DEV),
    ):
        costs = np.array([cost_on(X, Y, parameters) for parameters in path])
        axes.plot(iterations, costs, color=color)
        ends.append((f"{name} {costs[-1]:.2f}", costs[-1], color))
        best = np.argmin(costs)
        says.append(f"{name} is lowest at iteration {iterations[best]} with {costs[best]:.2f}, ends at {costs[-1]:.2f}")
    axes.plot(iterations[best], costs[best], "o", color=COLORS["early stopping"], zorder=3)
    label = f"early stopping:\niteration {iterations[best]}, dev cost {costs[best]:.2f}"
    at, color = (iterations[best], costs[best]), COLORS["early stopping"]
    axes.annotate(label, at, (0, 22), textcoords="offset points", color=color, ha="center")
    axes.set_xscale("symlog", linthresh=every)
    ticks = [0, 10, 100, 1000, 5000]
    axes.set(ylim=(0, None), xlim=(0, iterations[-1]), ylabel="cost (nats)", xticks=ticks, xticklabels=ticks)
    axes.minorticks_off()
    label_ends(axes, ends)
    return Picture(figure, f"Two costs that fall together and part: {'; '.join(says)}.")


def plot_sweep(runs, data, *, xlabel, log=False, norms=False):
    """Training and dev costs against a setting, and, if asked, the norms of the weights of each layer.

    runs: {setting: trained parameters}.  data: a standardized DevSplit.  log: whether the setting is on a logarithmic
    axis.  norms: whether there is a second panel with the norms.  Returns a Picture.
    """
    figure, all_axes = _panels([xlabel] * (1 + norms), height=3.2)
    settings, networks, says = list(runs), list(runs.values()), []
    sets = {"training": (data[:2], TRAIN, -14), "dev": (data[2:4], DEV, 6)}  # the examples, colour, and label's shift
    found = {name: [cost_on(X, Y, p) for p in networks] for name, ((X, Y), *_) in sets.items()}
    widest = int(np.argmax(np.abs(np.subtract(*found.values()))))  # the labels stand where the lines are far apart
    side, right = ("left", 8) if widest < len(settings) / 2 else ("right", -8)
    for name, (_, color, up) in sets.items():
        costs = found[name]
        all_axes[0].plot(settings, costs, "o-", markersize=4, color=color)
        at = settings[widest], costs[widest]
        all_axes[0].annotate(name, at, (right, up), textcoords="offset points", color=color, ha=side)
        best = int(np.argmin(costs))
        says.append(f"the {name} cost is lowest, {costs[best]:.2f}, at {settings[best]:g}")
    at, label = (settings[best], costs[best]), f"lowest dev cost:\n{costs[best]:.2f} at {settings[best]:g}"
    all_axes[0].plot(*at, "o", color=DEV, markersize=9, markerfacecolor="none")
    all_axes[0].annotate(label, at, (8, -40), textcoords="offset points", color=DEV, ha="center")
    all_axes[0].set(ylabel="cost (nats)", ylim=(0, 1.1 * max(map(max, found.values()))))
    if norms:
        for l, color, dashes in zip((1, 2, 3), ("black", "0.4", "0.65"), ("-", "--", "-.")):
            sizes = [np.linalg.norm(parameters[f"W{l}"]) for parameters in networks]
            all_axes[1].plot(settings, sizes, dashes, marker="o", markersize=4, color=color)
            at, how = (settings[0], sizes[0]), {"ha": "right", "va": "center", "textcoords": "offset points"}
            all_axes[1].annotate(f"layer {l}", at, (-6, 0), color=color, **how)
        all_axes[1].set(ylabel="Frobenius norm of W", ylim=(0, None))
    for axes in all_axes if log else ():
        room = 100 if norms else 2  # for the labels; the same in both panels, so that they can be compared
        axes.set(xscale="log", xlim=(settings[0] / room, 2 * settings[-1]))
    return Picture(figure, f"Costs against {xlabel}: {'; '.join(says)}.")


def mean_table(plain, draws, keep_prob):
    """A Table of the means and zeros of activations.  plain: without dropout.  draws: a list of them with dropout."""
    rows = [
        ["without dropout", f"{plain.mean():.3f}", f"{np.mean(plain == 0):.0%}"],
        ["with dropout, one draw", f"{draws[0].mean():.3f}", f"{np.mean(draws[0] == 0):.0%}"],
        [f"with dropout, {len(draws)} draws", f"{np.mean(draws):.3f}", f"{np.mean(np.array(draws) == 0):.0%}"],
        ["the same without the division", f"{np.mean(draws) * keep_prob:.3f}", ""],
    ]
    return Table(["activations of layer 1", "mean", "zeros"], rows)


def margin(score, count):
    """Half the 95% confidence interval of an accuracy, 0 to 1, that was measured on so many examples."""
    return 1.96 * np.sqrt(score * (1 - score) / count)


def scores_table(networks, data, line, raw):
    """A Table of training and test accuracies, with 95% margins, and of the errors of both kinds on the test set.

    networks: {name: parameters}.  data: a standardized DevSplit.  line: a function of raw X.  raw: the DevSplit before.
    """
    predictions = {"line by hand": (line(raw.X_train), line(raw.X_test))} | {
        name: tuple(forward_propagation(X, parameters)[0] > 0 for X in (data.X_train, data.X_test))
        for name, parameters in networks.items()
    }
    ill, rows = data.Y_test == 1, []
    for name, (ours, new) in predictions.items():
        on_train, on_test = np.mean(ours == data.Y_train), np.mean(new == data.Y_test)
        test = f"{on_test:.0%} ± {100 * margin(on_test, ill.size):.0f}"
        rows.append([name, f"{on_train:.0%}", test, f"{np.mean(new[ill]):.0%}", f"{np.mean(new[~ill]):.0%}"])
    return Table(["model", "training accuracy", "test accuracy", "recall", "false-positive rate"], rows)


def over_splits(raw, train_all, layers_dims, seeds):
    """Training and test accuracies over new splits, in percent: {method: (splits, 2)}.

    train_all(data, start, rng) -> {method: parameters}, for a standardized DevSplit.
    """
    scores = {}
    for seed in seeds:
        rng = np.random.default_rng(seed)
        data = standardized(reshuffled(raw, rng))
        for name, parameters in train_all(data, initialize_parameters_he(layers_dims, rng), rng).items():
            pair = [accuracy(X, Y, parameters) for X, Y in (data[:2], data[4:])]
            scores.setdefault(name, []).append([100 * score for score in pair])
    return {name: np.array(pairs) for name, pairs in scores.items()}


def plot_splits(scores):
    """The test accuracies of over_splits, a thin line for each split, and the medians of training and test accuracy.

    Returns a Picture.
    """
    figure, (axes,) = _panels([""], height=3.2)
    tests = np.array([pairs[:, 1] for pairs in scores.values()])
    axes.plot(tests, color="0.8", linewidth=1, zorder=1)
    says = []
    for at, (name, pairs) in enumerate(scores.items()):
        on_train, on_test = np.median(pairs, axis=0)
        axes.plot(np.full(len(pairs), at), pairs[:, 1], "o", color=COLORS[name], markersize=4)
        axes.plot([at - 0.2, at + 0.2], [on_test] * 2, color=COLORS[name], linewidth=3)
        axes.plot([at - 0.2, at + 0.2], [on_train] * 2, color=COLORS[name], linewidth=1.5, linestyle=":")
        how = {"textcoords": "offset points", "fontsize": 9, "color": COLORS[name]}
        axes.annotate(f"test {on_test:.0f}%", (at, on_test), (5, -12), ha="left", **how)  # beside the dots
        axes.annotate(f"training {on_train:.0f}%", (at, on_train), (0, 4), ha="center", **how)
        says.append(f"{name} {on_train:.0f}% in training and {on_test:.0f}% on the test set")
    axes.set(xticks=range(len(scores)), xticklabels=list(scores), ylabel="accuracy (%)", xlim=(-0.5, len(scores) - 0.4))
    return Picture(figure, f"Medians over {tests.shape[1]} splits: {'; '.join(says)}.")


def summary(scores):
    """The test accuracies of over_splits in a sentence: the median of each method, and its lowest and highest."""
    said = ", ".join(
        f"{np.median(tests):.0f}% ({min(tests):.0f}–{max(tests):.0f}) with {name}"
        for name, tests in ((name, pairs[:, 1]) for name, pairs in scores.items())
    )
    return f"Median test accuracy over {len(scores['L2'])} splits (lowest–highest): {said}."


def left_on_table(draw, parameters, data, count=100):
    """A Table of the test accuracy with dropout left on at prediction.

    draw(rng) -> logits of the test set with dropout on (1, m).  parameters: the network.  count: the number of draws.
    """
    rng = np.random.default_rng(0)
    answers = np.array([draw(rng)[0] > 0 for _ in range(count)])
    each = np.mean(answers == data.Y_test, axis=1)
    undecided = np.mean(answers.any(axis=0) & ~answers.all(axis=0))
    rows = [
        ["off", f"{accuracy(data.X_test, data.Y_test, parameters):.1%}"],
        [f"on, mean of {count} passes", f"{each.mean():.1%}"],
        ["on, worst and best pass", f"{each.min():.1%} to {each.max():.1%}"],
        [f"on, majority of {count} passes", f"{np.mean((answers.mean(axis=0) > 0.5) == data.Y_test):.1%}"],
    ]
    caption = f"{undecided:.0%} of the masses are called benign in one pass and malignant in another"
    return Table(["dropout at prediction", "test accuracy"], rows, caption=caption)


def masks_table(networks, draw, data, plain, seeds=(2, 3)):
    """A Table of the training cost with the masks of two seeds and without, and of the dev cost without.

    networks: {name: parameters}, trained with dropout.  plain: parameters trained without, for the last two columns.
    draw(parameters, rng) -> logits of the training set with dropout on.
    """
    rows = []
    for name, parameters in networks.items():
        masked = [compute_cost(draw(parameters, np.random.default_rng(seed)), data.Y_train) for seed in seeds]
        unmasked = [cost_on(X, Y, parameters) for X, Y in (data[:2], data[2:4])]
        rows.append([name, *(f"{cost:.2f}" for cost in (*masked, *unmasked))])
    rows.append(["no dropout", *["–"] * len(seeds), *(f"{cost_on(X, Y, plain):.2f}" for X, Y in (data[:2], data[2:4]))])
    columns = ["trained with", *(f"masks of seed {seed}" for seed in seeds), "nothing dropped", "dev, nothing dropped"]
    return Table(columns, rows, caption="Costs in nats, on the training set unless it says dev")


def _panels(xlabels, height):
    """A figure with a pair of axes for each label, side by side, without frames at the top and on the right."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    all_axes = figure.subplots(1, len(xlabels), squeeze=False)[0]
    for axes, xlabel in zip(all_axes, xlabels):
        axes.set_xlabel(xlabel)
        axes.grid(color="0.93")
        axes.spines[["top", "right"]].set_visible(False)
    return figure, all_axes
