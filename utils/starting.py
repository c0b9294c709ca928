"""Experiments with initial parameters: their measurements, figures and tables (W1A1).

What initializes or trains a network is the notebook's, and is passed in.
"""

import numpy as np
from matplotlib.figure import Figure

from utils import plotting
from utils.activations import sigmoid
from utils.backward import backward_propagation
from utils.ensemble import Ensemble
from utils.gradient_descent import update_parameters_with_gd
from utils.network import accuracy, forward_propagation
from utils.plotting import GREEN, PURPLE, WIDTH, Picture, Table, label_ends, plot_decision_boundaries
from utils.training import train

COLORS = plotting.COLORS | {"large random": plotting.COLORS["large"], "He × √2": PURPLE}
SCALES = np.logspace(-1, 0.75, 8)  # multiples of an initialization
DEPTHS = {2: "0.6", 8: "black"}  # numbers of hidden layers, and their colours
DEEP = [100] * 21 + [1]  # layer sizes: 20 hidden layers


def largest(array):
    """The largest absolute value of an array, a float."""
    return float(np.max(np.abs(array)))


def right(parameters, data):
    """The test accuracy of a trained network, from 0 to 1.  data: a Split."""
    return accuracy(data.X_test, data.Y_test, parameters)


def first_step(parameters, X, Y):
    """A Table of what goes into each layer and of the gradients that come back, as largest absolute values."""
    _, cache = forward_propagation(X, parameters)
    grads = backward_propagation(X, Y, cache)
    rows = [
        [l, *(f"{largest(a):.3g}" for a in (cache[f"A{l - 1}"], cache[f"W{l}"], grads[f"dW{l}"], grads[f"db{l}"]))]
        for l in range(1, len(parameters) // 2 + 1)
    ]
    return Table(["layer", "largest input", "largest weight", "largest entry of dW", "largest entry of db"], rows)


def confidence(networks, X, Y):
    """A Table of how sure networks are before training.  networks: {name: parameters}."""
    rows = []
    for name, parameters in networks.items():
        ZL, _ = forward_propagation(X, parameters)
        logit = float(np.median(np.abs(ZL)))
        rows.append([name, f"{logit:.2f}", f"{sigmoid(logit):.3f}", f"{np.mean((ZL > 0) == Y):.0%}"])
    return Table(["weights", "median |logit|", "probability of the predicted class", "accuracy before training"], rows)


def compare(runs, data, goal=0.2):
    """A Table of the costs and accuracies of runs.  runs: {name: (trained parameters, costs)}.  data: a Split."""
    rows = []
    for name, (parameters, costs) in runs.items():
        reached = f"{np.argmax(costs <= goal):,}" if np.any(costs <= goal) else f">{len(costs):,}"
        scores = accuracy(data.X_train, data.Y_train, parameters), right(parameters, data)
        rows.append([name, f"{costs[0]:.3f}", f"{costs[-1]:.3f}", reached, *(f"{score:.0%}" for score in scores)])
    columns = ["first cost", "last cost", f"iterations to cost {goal}", "training accuracy", "test accuracy"]
    return Table(["initialization", *columns], rows)


def summary(runs, data):
    """The test accuracies of three runs in a sentence.  runs: {name: (trained parameters, costs)}.  data: a Split."""
    zeros, large, he = (f"{right(runs[name][0], data):.0%}" for name in ("zeros", "large random", "He"))
    return f"Test accuracy: {zeros} from zeros, {large} from large random weights, {he} with He initialization."


def plot_boundaries(networks, data):
    """The probability of class 1 over the plane for each network, or the classes of functions, with test accuracies.

    networks: {name: parameters}, or {name: a function of X (2, n) that gives classes (1, n)}.  data: a Split.
    Returns a Picture.
    """
    panels = []
    for name, network in networks.items():
        predict = network if callable(network) else lambda X, p=network: sigmoid(forward_propagation(X, p)[0])
        score = np.mean((predict(data.X_test) > 0.5) == data.Y_test)
        panels.append((f"{name}: {score:.0%}", predict))
    how = {"resolution": 800} if any(map(callable, networks.values())) else {"probability": True}
    figure = plot_decision_boundaries(panels, data.X_train, data.Y_train, **how).figure
    scores = ", ".join(title for title, _ in panels)
    return Picture(figure, f"Two rings of training points, over the predictions of class 1. Test accuracies: {scores}.")


def plot_units(runs):
    """The weights of each unit of layer 1 before (open) and after (filled) training, as points in the plane.

    runs: {name: (parameters before, parameters after)}, for networks of two inputs.  Returns a Picture.
    """
    figure, all_axes = _panels(len(runs), "weight of x₁", "weight of x₂", height=3.3)
    figure.set_figwidth(WIDTH / 2 * len(runs))
    says = []
    for axes, (name, (before, after)) in zip(all_axes, runs.items()):
        for start, end in zip(before["W1"], after["W1"]):
            axes.plot(*zip(start, end), color="0.6", linewidth=1)
        axes.plot(*before["W1"].T, "o", color="black", markerfacecolor="white", markersize=5, zorder=3)
        axes.plot(*after["W1"].T, "o", color=COLORS[name], markersize=7, zorder=3)
        places = len(np.unique(after["W1"].round(3), axis=0))
        axes.set_title(f"{name}: {len(after['W1'])} units at {places} point{'s' if places > 1 else ''}")
        reach = 1.25 * largest([before["W1"], after["W1"]])
        limits = (-reach if np.min(after["W1"]) < 0 else 0), reach
        axes.set(xlim=limits, ylim=limits)
        says.append(f"{name}, at {places} different point{'s' if places > 1 else ''} after training")
    first_before, first_after = (parameters["W1"].mean(axis=0) for parameters in next(iter(runs.values())))
    for word, place in (("before", first_before), ("after", first_after)):
        side = "left" if word == "before" else "right"
        all_axes[0].annotate(word, place, (0, -16), textcoords="offset points", ha=side)
    return Picture(figure, f"The weights of the units of the first layer in the plane: {'; '.join(says)}.")


def plot_costs(runs, top=0.8):
    """The cost of each run by iteration.

    runs: {name: (trained parameters, costs)}.  top: where the picture ends; the label says where a higher cost began.
    Returns a Picture.
    """
    figure, (axes,) = _panels(1, "iteration", "cost (nats)", height=3.4)
    says, ends = [], []
    for name, (_, costs) in runs.items():
        axes.plot(costs, color=COLORS[name])
        came = f" (from {costs[0]:.3g})" if costs[0] > top else ""
        ends.append((f"{name}: {costs[-1]:.2f}{came}", costs[-1], COLORS[name]))
        says.append(f"{name} from {costs[0]:.3g} to {costs[-1]:.2g}")
    axes.set(xlim=(0, len(costs)), ylim=(0, top), xticks=np.arange(0, len(costs) + 1, len(costs) // 3))
    label_ends(axes, ends)
    axes.annotate("ln 2", (0.6 * len(costs), np.log(2)), (0, 4), textcoords="offset points", color=COLORS["zeros"])
    return Picture(figure, f"The cost over {len(costs):,} iterations: {'; '.join(says)}.")


def sweep_scales(initialize, layers_dims, X, Y, seeds=3, scales=SCALES, num_iterations=1500, learning_rate=0.05):
    """The last cost of training from initialize's weights times each of the scales: (scales, seeds).

    initialize(layers_dims, rng) -> parameters.  All networks are trained at once; one that diverges costs infinity.
    """
    members = [
        {key: scale * value for key, value in initialize(layers_dims, np.random.default_rng(seed)).items()}
        for scale in scales
        for seed in range(seeds)
    ]
    all_at_once = Ensemble(members)
    with np.errstate(over="ignore", invalid="ignore"):  # a network whose weights are too large may diverge
        _, costs = train(
            X,
            Y,
            all_at_once.start,
            forward=all_at_once.forward,
            cost=all_at_once.cost,
            backward=all_at_once.backward,
            update=update_parameters_with_gd,
            learning_rate=learning_rate,
            num_iterations=num_iterations,
            progress=False,
        )
    last = np.where(np.isfinite(costs[-1]), costs[-1], np.inf)
    return last.reshape(len(scales), seeds)


def plot_scales(initialize, X, Y):
    """The last costs of sweep_scales against the scale, for a shallow and a deep network of 10 units a layer.

    initialize(layers_dims, rng) -> parameters.  Returns a Picture; points are seeds, and lines their medians.
    """
    xlabel = "scale of the initial weights (1 is He initialization)"
    figure, (axes,) = _panels(1, xlabel, "cost after training (nats)", height=3.2)
    says = []
    for depth, color in DEPTHS.items():
        costs = np.minimum(sweep_scales(initialize, [X.shape[0]] + [10] * depth + [1], X, Y), 0.75)
        middle = np.median(costs, axis=1)
        axes.plot(SCALES, costs, "o", color=color, markersize=3, alpha=0.5)
        axes.plot(SCALES, middle, color=color)
        place = (SCALES[2], middle[2]) if depth == 2 else (SCALES[-2], middle[-2])
        axes.annotate(f"{depth} hidden layers", place, (-6, -12), textcoords="offset points", color=color, ha="right")
        good = SCALES[middle < 0.3]
        says.append(f"with {depth} hidden layers it is below 0.3 from {good.min():.2g} to {good.max():.2g} times He")
    axes.axvline(1, color=GREEN)
    axes.annotate("He", (1, 0.01), (-5, 0), textcoords="offset points", color=GREEN, ha="right")
    axes.annotate("no better than the base rate", (SCALES[0], 0.69), (0, 4), textcoords="offset points")
    axes.set(xscale="log", ylim=(0, 0.78), xticks=[0.1, 0.3, 1, 3], xticklabels=["0.1", "0.3", "1", "3"])
    axes.minorticks_off()
    return Picture(figure, f"The cost after training against the scale of the first weights: {'; '.join(says)}.")


# A deep network, before training


def deep_batch(rng):
    """500 random inputs for a network of sizes DEEP, and labels that mean nothing: X (100, 500), Y (1, 500)."""
    return rng.standard_normal((DEEP[0], 500)), (rng.random((1, 500)) < 0.5).astype(float)


def signals(parameters, X, Y):
    """{"A", "dZ", "dW": the standard deviation of each in every hidden layer} of one forward and one backward pass."""
    _, cache = forward_propagation(X, parameters)
    grads = backward_propagation(X, Y, cache)
    layers = range(1, len(parameters) // 2)
    # dW = dZ A^T is all that backward_propagation returns, so dZ comes from the same recursion.
    dZ = {len(layers) + 1: (sigmoid(cache[f"Z{len(layers) + 1}"]) - Y) / Y.size}
    for l in reversed(layers):
        dZ[l] = (cache[f"W{l + 1}"].T @ dZ[l + 1]) * (cache[f"Z{l}"] > 0)
    return {
        "A": [cache[f"A{l}"].std() for l in layers],
        "dZ": [dZ[l].std() for l in layers],
        "dW": [grads[f"dW{l}"].std() for l in layers],
    }


def plot_signals(networks, rng):
    """Activations, errors and gradients by layer of deep networks before training, as standard deviations.

    networks: {name: parameters of sizes DEEP}.  rng: draws the inputs.  Returns a Picture, with logarithmic scales.
    """
    X, Y = deep_batch(rng)
    found = {name: signals(parameters, X, Y) for name, parameters in networks.items()}
    figure, all_axes = _panels(3, "layer", "standard deviation (logarithmic)", height=3.2)
    titles = {"A": "activations A", "dZ": "errors dZ", "dW": "gradients dW"}
    says = []
    for axes, (key, title) in zip(all_axes, titles.items()):
        axes.set(title=title, yscale="log", xticks=[1, 10, 20])
        for name, by in found.items():
            values = by[key]
            axes.plot(np.arange(1, len(values) + 1), values, color=COLORS[name])
            says.append(f"{title} of {name} from {values[0]:.1g} to {values[-1]:.1g}")
            factor = (values[-1] / values[0]) ** (1 / (len(values) - 1))
            label = {"A": f"{name}\n× {factor:.2f} per layer", "dZ": name, "dW": name}[key]
            at, side, align = {
                ("A", "Xavier"): ((1, values[-1]), "left", "bottom"),
                ("A", "He"): ((20, 0.7 * min(values)), "right", "top"),
                ("A", "He × √2"): ((1, 3 * values[-1]), "left", "top"),
                ("dZ", "Xavier"): ((20, values[0]), "right", "bottom"),
                ("dZ", "He × √2"): ((20, values[0]), "right", "top"),
            }.get((key, name), ((10, 1.5 * max(values)), "center", "bottom"))
            axes.annotate(label, at, color=COLORS[name], ha=side, va=align, fontsize=9)
        axes.margins(y=0.15)
    all_axes[0].annotate("", (0.95, 0.03), (0.6, 0.03), "axes fraction", arrowprops={"arrowstyle": "->"})
    all_axes[1].annotate("", (0.05, 0.03), (0.4, 0.03), "axes fraction", arrowprops={"arrowstyle": "->"})
    return Picture(figure, f"Three panels over 20 layers, logarithmic: {'; '.join(says)}. Layer 1 is named first.")


def plot_histograms(networks, rng, layers=(1, 5, 10, 15, 20)):
    """Histograms and medians of the activations that ReLU lets through, a row for each network, a column for a layer.

    networks: {title: parameters of sizes DEEP}.  rng: draws the inputs.  Returns a Picture, logarithmic in x.
    """
    X, _ = deep_batch(rng)
    figure = Figure(figsize=(WIDTH, 1.3 * len(networks) + 0.4), layout="constrained")
    grid = figure.subplots(len(networks), len(layers), sharex=True, sharey=True, squeeze=False)
    figure.supxlabel("activation (logarithmic)", fontsize=10)
    says = []
    for row, (name, parameters) in zip(grid, networks.items()):
        _, cache = forward_propagation(X, parameters)
        for axes, layer in zip(row, layers):
            A = cache[f"A{layer}"]
            axes.axvline(1, color="0.8", zorder=0)
            axes.hist(A[A > 0], bins=np.logspace(-5, 4, 55), color=COLORS[name])
            middle = np.format_float_positional(np.median(A[A > 0]), precision=2, fractional=False, trim="-")
            axes.set_title(f"median {middle}", fontsize=9)
            axes.set(yticks=[], xscale="log", xlim=(1e-5, 1e4), xticks=[1e-4, 1, 1e4])
            axes.minorticks_off()
            axes.spines[["top", "right", "left"]].set_visible(False)
        row[0].set_ylabel(name)
        first, last = (np.median(A[A > 0]) for A in (cache[f"A{layer}"] for layer in (layers[0], layers[-1])))
        says.append(f"{name}, median {first:.2g} in layer {layers[0]} and {last:.2g} in layer {layers[-1]}")
    for axes, layer in zip(grid[0], layers):
        axes.set_title(f"layer {layer}\n{axes.get_title()}", fontsize=9)
    return Picture(figure, f"Histograms of the positive activations of five layers: {'; '.join(says)}.")


def _panels(count, xlabel, ylabel, height=3.0):
    """A figure with count pairs of axes side by side, without frames at the top and on the right."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    all_axes = figure.subplots(1, count, squeeze=False)[0]
    for axes in all_axes:
        axes.set_xlabel(xlabel)
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="0.93")
    all_axes[0].set_ylabel(ylabel)
    return figure, all_axes
