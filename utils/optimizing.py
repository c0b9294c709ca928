"""Experiments with optimizers: their training runs, figures and tables (W2A1).

The update rules are those of the notebook, and are passed in. An optimizer is a function of the parameters at the
start; it returns update(parameters, grads, learning_rate) -> parameters, which keeps its averages from step to step.
"""

import time

import numpy as np
from matplotlib.figure import Figure

from utils.backward import backward_propagation
from utils.ensemble import Ensemble
from utils.initializers import initialize_parameters_he
from utils.network import accuracy, forward_propagation, losses
from utils.plotting import (
    COLORS,
    GREY,
    ORANGE,
    SKY,
    WIDTH,
    Picture,
    Table,
    colors_of,
    label_ends,
    plot_decision_boundaries,
    plot_lines,
    plot_paths,
)
from utils.training import train

LAYERS_DIMS = [2, 5, 2, 1]
VALLEY_RATES = 10 ** np.arange(-4, 0.51, 0.25)  # 19 learning rates that are tried on a valley
STEEPNESS = 100  # the condition number of the valley in the figures


# Optimizers with their averages


def with_velocity(update_parameters, initialize, beta=0.9):
    """The optimizer of a momentum rule, whose velocity starts from initialize(parameters)."""

    def optimizer(parameters):
        v = initialize(parameters)

        def update(parameters, grads, learning_rate):
            nonlocal v
            parameters, v = update_parameters(parameters, grads, v, beta, learning_rate)
            return parameters

        return update

    return optimizer


def with_squares(update_parameters, initialize, beta=0.9, epsilon=1e-8):
    """The optimizer of an RMSProp rule, whose averages of squares start from initialize(parameters)."""

    def optimizer(parameters):
        s = initialize(parameters)

        def update(parameters, grads, learning_rate):
            nonlocal s
            parameters, s = update_parameters(parameters, grads, s, beta, learning_rate, epsilon)
            return parameters

        return update

    return optimizer


def with_both(update_parameters, initialize, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """The optimizer of an Adam rule, whose averages start from the pair initialize(parameters); it counts the steps."""

    def optimizer(parameters):
        (v, s), t = initialize(parameters), 0

        def update(parameters, grads, learning_rate):
            nonlocal v, s, t
            t += 1
            parameters, v, s = update_parameters(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
            return parameters

        return update

    return optimizer


# The data


def plot_nearer_moon(data):
    """The training points, and the boundary halfway between the two half circles that the moons were drawn around."""
    angle = np.linspace(0, np.pi, 60)
    upper = np.stack([np.cos(angle), np.sin(angle)])
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)])

    def distance(points, curve):
        return np.hypot(*(points[:, :, np.newaxis] - curve[:, np.newaxis])).min(axis=1)

    def nearer(points):  # 0.5 halfway, so that the boundary is smooth
        return 1 / (1 + np.exp(6 * (distance(points, lower) - distance(points, upper))))

    right = [np.mean((nearer(X) > 0.5) == Y) for X, Y in ((data.X_train, data.Y_train), (data.X_test, data.Y_test))]
    title = f"Nearer-moon rule: {right[0]:.0%} (training), {right[1]:.0%} (test)"
    return plot_decision_boundaries([(title, nearer)], data.X_train, data.Y_train)


# Mini-batches


def plot_walks(data, trained, update_parameters, random_mini_batches, sizes=(300, 64, 1)):
    """Eight epochs of gradient descent on the two last weights of a trained network, for each size of a mini-batch.

    trained: the parameters; all but W3 (1, 2) stay as they are.  Returns a Picture over contours of the training cost.
    """
    X, Y, start = data.X_train, data.Y_train, (-0.5, -0.5)
    a_1, a_2 = forward_propagation(X, trained)[1]["A2"]

    def cost(w_1, w_2):
        logits = np.multiply.outer(w_1, a_1) + np.multiply.outer(w_2, a_2) + trained["b3"].item()
        return losses(logits, Y).mean(axis=-1)

    def last_weights_only(X, Y, cache):
        grads = backward_propagation(X, Y, cache)
        return {name: grad if name == "dW3" else np.zeros_like(grad) for name, grad in grads.items()}

    walks = {}
    for size in sizes:
        rng, points = np.random.default_rng(0), [start]

        def update(parameters, grads, learning_rate, points=points):
            parameters = update_parameters(parameters, grads, learning_rate)
            points.append(tuple(parameters["W3"].ravel()))
            return parameters

        train(
            X,
            Y,
            trained | {"W3": np.array([start])},
            backward=last_weights_only,
            update=update,
            learning_rate=0.5,
            num_iterations=8,
            batches=lambda epoch, rng=rng, size=size: random_mini_batches(X, Y, rng, size),
        )
        walks[f"size {size}: {len(points) - 1:,} steps"] = np.array(points)
    grid = np.meshgrid(np.linspace(-2, 4.5, 131), np.linspace(-6.5, 1, 151))
    lowest = cost(*grid).argmin()
    goal, names = [axis.flat[lowest] for axis in grid], ("last-layer weight 1", "last-layer weight 2")
    return plot_paths(cost, walks, span=((-2, 4.5), (-6.5, 1)), goal=goal, names=names, log=True)


def compare_batch_sizes(data, parameters, update_parameters, random_mini_batches, sizes=(300, 64, 8, 1)):
    """A Table of cost and time after twenty epochs of gradient descent, for each size of a mini-batch."""
    X, Y, rows = data.X_train, data.Y_train, []
    for size in sizes:
        rng, began = np.random.default_rng(0), time.perf_counter()
        _, costs = train(
            X,
            Y,
            parameters,
            backward=backward_propagation,
            update=update_parameters,
            learning_rate=0.05,
            num_iterations=20,
            batches=lambda epoch, rng=rng, size=size: random_mini_batches(X, Y, rng, size),
        )
        milliseconds = 1000 * (time.perf_counter() - began) / len(costs)
        updates = -(-X.shape[1] // size)
        rows.append([size, updates, f"{costs[-1]:.3f}", f"{milliseconds:.1f}", f"{milliseconds / updates:.2f}"])
    columns = ["mini-batch size", "updates per epoch", "cost in epoch 20 (nats)", "ms per epoch", "ms per update"]
    return Table(columns, rows)


# Valleys


def quadratic(condition, degrees=0):
    """(cost, gradient) of the valley (x² + condition y²) / 2, turned by an angle: functions of two arrays x, y."""
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    bend = np.array([[1.0], [condition]])

    def cost(x, y):
        along, across = np.tensordot(turn, np.stack([x, y]), axes=1)
        return (along**2 + condition * across**2) / 2

    return cost, lambda points: turn.T @ (bend * (turn @ points))


def descend(gradient, optimizer, begin, learning_rate, num_steps):
    """The points (num_steps + 1, 2, k) on the ways down from k points, begin (2, k).

    To the update rule, the coordinates are k weights and k biases of a layer, "W1" and "b1", of shape (k, 1).
    """
    parameters = {"W1": begin[0][:, np.newaxis], "b1": begin[1][:, np.newaxis]}
    update, points = optimizer(parameters), [begin]
    for _ in range(num_steps):
        d_x, d_y = gradient(points[-1])
        grads = {"dW1": d_x[:, np.newaxis], "db1": d_y[:, np.newaxis]}
        parameters = update(parameters, grads, learning_rate)
        points.append(np.stack([parameters["W1"][:, 0], parameters["b1"][:, 0]]))
    return np.array(points)


def best_descent(cost, gradient, optimizer, begin, num_steps):
    """(rate, points) of the one of VALLEY_RATES at which the median of the last costs is lowest."""
    found = []
    with np.errstate(over="ignore", invalid="ignore"):  # the largest rates diverge
        for rate in VALLEY_RATES:
            points = descend(gradient, optimizer, begin, rate, num_steps)
            end = np.median(cost(*points[-1]))
            found.append((end if np.isfinite(end) else np.inf, rate, points))
    return min(found, key=lambda item: item[0])[1:]


def best_beta(condition):
    """The beta of momentum that is best on a quadratic valley (Polyak, 1964)."""
    root = np.sqrt(condition)
    return ((root - 1) / (root + 1)) ** 2


def known_best(condition, gd, momentum_rule):
    """{name: (optimizer, learning rate)}: the best constants on a quadratic valley.

    Gradient descent's rate is 2 / (1 + condition). Momentum's constants are Polyak's (1964), for an average in place
    of his sum.  momentum_rule: a function beta -> optimizer.
    """
    return {
        "Gradient descent": (gd, 2 / (1 + condition)),
        "Momentum": (momentum_rule(best_beta(condition)), 1 / np.sqrt(condition)),
    }


def plot_valley(gd, momentum_rule, num_steps=40):
    """The ways of gradient descent and momentum down a valley of condition number 100, each with its best constants."""
    cost, gradient = quadratic(STEEPNESS)
    beta, paths = best_beta(STEEPNESS), {}
    for name, (optimizer, rate) in known_best(STEEPNESS, gd, momentum_rule).items():
        points = descend(gradient, optimizer, np.array([[-1.0], [0.1]]), rate, num_steps)[..., 0]
        constants = f"rate {rate:.2f}, β = {beta:.2f}" if name == "Momentum" else f"rate {rate:.2f}"
        paths[f"{name}, {constants}\ncost after {num_steps} steps: {_short(cost(*points[-1]))}"] = points
    return plot_paths(cost, paths, span=((-1.2, 0.6), (-0.6, 0.6)), goal=(0, 0), log=True)


def plot_condition_numbers(gd, momentum_rule, conditions=(10, 30, 100, 300, 1000)):
    """Steps to a millionth of the distance against the condition number, each method with its best constants.

    Returns a Picture, both axes logarithmic; the lines are labelled with how the steps grow.
    """
    steps = {"Gradient descent": [], "Momentum": []}
    for condition in conditions:
        for name, (optimizer, rate) in known_best(condition, gd, momentum_rule).items():
            points = descend(quadratic(condition)[1], optimizer, np.ones((2, 1)), rate, 8 * condition)[..., 0]
            far = np.hypot(*points.T)
            steps[name].append(int(np.argmax(far < 1e-6 * far[0])))
    labels = {"Gradient descent": "Gradient descent: ∝ κ", "Momentum": "Momentum: roughly ∝ √κ"}
    lines = {labels[name]: (np.array(conditions), counts) for name, counts in steps.items()}
    picture = plot_lines(lines, xlabel="condition number κ", ylabel="steps to a millionth of the distance", log="xy")
    (axes,) = picture.figure.axes
    axes.set_ylim(15, None)
    for name, counts in steps.items():
        for condition, count in zip(conditions, counts):
            options = {"textcoords": "offset points", "ha": "center", "fontsize": 8, "color": COLORS[name.lower()]}
            below = -14 if name == "Momentum" else 7
            axes.annotate(f"{count:,}", (condition, count), (0, below), **options)
    return picture


def plot_on_valley(optimizers, num_steps=60):
    """The way of each optimizer down the valley, at its best learning rate of 19."""
    cost, gradient = quadratic(STEEPNESS)
    paths = {}
    for name, optimizer in optimizers.items():
        rate, points = best_descent(cost, gradient, optimizer, np.array([[-1.0], [0.5]]), num_steps)
        paths[f"{name}, rate {rate:.2g}\nlast cost {_short(cost(*points[-1, :, 0]))}"] = points[..., 0]
    return plot_paths(cost, paths, span=((-1.2, 0.8), (-0.7, 0.7)), goal=(0, 0), log=True, columns=2)


def costs_by_angle(optimizers, angles, begin, num_steps=90):
    """{name: for each angle of the valley, the median of the last costs at the best learning rate of 19}.

    begin: the starting points (2, k) when the valley is not turned; they are turned with it.
    """
    found = {name: [] for name in optimizers}
    for degrees in angles:
        cost, gradient = quadratic(STEEPNESS, degrees)
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        for name, optimizer in optimizers.items():
            turned = np.array([[c, -s], [s, c]]) @ begin
            _, points = best_descent(cost, gradient, optimizer, turned, num_steps)
            found[name].append(float(np.median(cost(*points[-1]))))
    return found


def plot_angles(optimizers, angles=(0, 2, 5, 10, 20, 30, 45)):
    """The last cost of each optimizer against the angle between the valley and the axes: medians of 25 starts."""
    begin = np.random.default_rng(0).uniform(-1, 1, (2, 25))
    found = costs_by_angle(optimizers, angles, begin)
    lines = {name: (np.array(angles), costs) for name, costs in found.items()}
    return plot_lines(lines, xlabel="angle of the valley (degrees)", ylabel="cost after 90 steps", log="y")


# Bias correction


def plot_bias_correction(bias_correction):
    """Averages with and without the correction: of noisy values around 1, and what they do to Adam's steps.

    Returns a Picture of two panels.
    """
    figure = Figure(figsize=(WIDTH, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    values, average, plain = 1 + 0.15 * np.random.default_rng(0).standard_normal(150), 0.0, []
    for value in values:
        average = 0.98 * average + 0.02 * value
        plain.append(average)
    t = np.arange(1, 151)
    corrected = [bias_correction(average, 0.98, i) for i, average in zip(t, plain)]
    left.plot(t, values, ".", color="0.75", markersize=3)
    left.plot(t, plain, "--", color=SKY)
    left.plot(t, corrected, color=ORANGE)
    left.set(xlabel="step t", ylabel="value", title="Average of the grey values, β = 0.98", ylim=(-0.05, 1.55))
    left.annotate("corrected", (75, 1.42), color=ORANGE, ha="center", fontsize=9)
    left.annotate("uncorrected", (40, 0.45), color=SKY, fontsize=9)

    t = np.arange(1, 5001)
    v, s = 1 - 0.9**t, 1 - 0.999**t  # the averages of a gradient of 1 after t steps
    lengths = v / np.sqrt(s)
    top = int(np.argmax(lengths))
    level = [bias_correction(v[i - 1], 0.9, i) / np.sqrt(bias_correction(s[i - 1], 0.999, i)) for i in t]
    right.plot(t, lengths, "--", color=SKY)
    right.plot(t, level, color=ORANGE)
    right.set(xscale="log", xlabel="step t", ylabel="length / learning rate", title="Adam's steps", ylim=(0, 7.9))
    right.annotate(f"step 1: {lengths[0]:.2f}", (1, lengths[0]), (4, -10), textcoords="offset points", fontsize=9)
    options = {"textcoords": "offset points", "ha": "center", "fontsize": 9}
    right.annotate(f"uncorrected\nstep {t[top]}: {lengths[top]:.2f}", (t[top], lengths[top]), (0, 4), **options)
    right.annotate("corrected: 1 at every step", (60, 1), (0, -14), color=ORANGE, **options)
    for axes in (left, right):
        axes.grid(color="0.9")
        axes.spines[["top", "right"]].set_visible(False)
    return Picture(
        figure,
        f"Left, two averages of values around 1: the corrected one is near 1 from the first step, the other rises from "
        f"{plain[0]:.2f} to {plain[-1]:.2f} in 150. Right, steps of Adam: 1 learning rate long with the correction, "
        f"{lengths[0]:.2f} in step 1 and {lengths[top]:.2f} in step {t[top]} without it.",
    )


# Training runs


def fresh(count):
    """Networks for the moons, from He's weights and one seed each: a list of dicts of parameters."""
    return [initialize_parameters_he(LAYERS_DIMS, np.random.default_rng([1, seed])) for seed in range(count)]


def train_all(optimizer, rates, num_epochs, data, random_mini_batches, networks):
    """Train every network at every learning rate, all of them in one stack.

    rates: numbers, or functions epoch -> number.  networks: a list of dicts of parameters.
    Returns (trained, costs): for each rate a list of trained networks, and the costs (rates, networks, epochs).
    """
    ensemble, count = Ensemble(networks * len(rates)), len(networks)
    rule = optimizer(ensemble.start)

    def update(parameters, grads, each):
        ahead = rule(parameters, grads, 1.0)  # the rules are linear in the learning rate
        steps = {name: np.repeat(each, len(value) // len(each))[:, np.newaxis] for name, value in parameters.items()}
        return {name: value + steps[name] * (ahead[name] - value) for name, value in parameters.items()}

    def each(epoch):
        return np.repeat([rate(epoch) if callable(rate) else rate for rate in rates], count)

    X, Y, rng = data.X_train, data.Y_train, np.random.default_rng(0)
    parameters, costs = train(
        X,
        Y,
        ensemble.start,
        forward=ensemble.forward,
        cost=ensemble.cost,
        backward=ensemble.backward,
        update=update,
        learning_rate=each,
        num_iterations=num_epochs,
        batches=lambda epoch: random_mini_batches(X, Y, rng),
    )
    members = ensemble.members(parameters)
    trained = [members[start : start + count] for start in range(0, len(members), count)]
    return trained, costs.T.reshape(len(rates), count, num_epochs)


def epochs_to(goal, costs):
    """For each network the first epoch with a cost of at most goal, or the number of all epochs.

    costs: (networks, epochs).
    """
    reached = costs <= goal
    return np.where(reached.any(axis=1), reached.argmax(axis=1), costs.shape[1])


def last_costs(costs):
    """The mean cost of the last ten epochs, which mini-batches make less noisy than that of one.

    costs: (..., epochs).
    """
    return costs[..., -10:].mean(axis=-1)


def plot_one_rate(runs):
    """The cost of each network by epoch, thin, and the median of each method, thick, in two panels that share axes.

    runs: {name: what train_all returned for one rate}, in pairs.  Returns a Picture.
    """
    figure = Figure(figsize=(WIDTH, 3.2), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    says = []
    for number, (name, (_, (costs,))) in enumerate(runs.items()):
        axes, color = panels[number // 2], COLORS.get(name, COLORS.get(name.lower()))
        smooth = costs.reshape(len(costs), -1, 10).mean(axis=2)
        epochs, median = np.arange(0, costs.shape[1], 10), np.median(smooth, axis=0)
        axes.plot(epochs, smooth.T, color=color, alpha=0.3, linewidth=0.6)
        axes.plot(epochs, median, "--" if number % 2 else "-", color=color, linewidth=2.5)
        says.append((name, median[-1], color))
    for axes, ends in zip(panels, (says[:2], says[2:])):
        axes.set(yscale="log", ylim=(0.04, 1.5), xlabel="epoch", yticks=[0.05, 0.1, 0.2, 0.5, 1])
        axes.set_yticks([], minor=True)
        axes.set_yticklabels(["0.05", "0.1", "0.2", "0.5", "1"])
        axes.grid(color="0.9")
        axes.spines[["top", "right"]].set_visible(False)
        label_ends(axes, ends)
    panels[0].set_ylabel("cost (nats)")
    panels[1].tick_params(labelleft=True)
    ends = ", ".join(f"{name} {cost:.2f}" for name, cost, _ in says)
    how = "Cost, each point the mean of ten epochs, one thin line per network, medians thick"
    return Picture(figure, f"{how}. The medians end at: {ends}.")


def compare_at_one_rate(runs, data):
    """A Table of the last cost, the accuracies, and the epochs to a cost of 0.4: medians and interquartile ranges."""
    rows = []
    for name, ((networks,), (costs,)) in runs.items():
        on_train = [100 * accuracy(data.X_train, data.Y_train, network) for network in networks]
        on_test = [100 * accuracy(data.X_test, data.Y_test, network) for network in networks]
        texts = _quartiles(costs[:, -1], ".2f"), _quartiles(on_train, ".0f"), _quartiles(on_test, ".0f")
        rows.append([name, *texts, _quartiles(epochs_to(0.4, costs), ",.0f")])
    return Table(
        ["method", "cost of the last epoch (nats)", "training accuracy (%)", "test accuracy (%)", "epochs to 0.4"], rows
    )


def alive(networks, X):
    """For each network, how many units of the second layer are on for at least one example."""
    return np.array([np.sum(forward_propagation(X, network)[1]["A2"].any(axis=1)) for network in networks])


def count_dead(optimizers, data, random_mini_batches, count=200, learning_rate=0.1, num_epochs=60):
    """A Table of how many networks have no, one and two dead units, and of their median cost after training."""
    networks, rows = fresh(count), []
    before = alive(networks, data.X_train)
    rows.append(["before training", *(f"{np.sum(before == left)}" for left in (2, 1, 0)), "", "", ""])
    for name, optimizer in optimizers.items():
        (trained,), (costs,) = train_all(optimizer, [learning_rate], num_epochs, data, random_mini_batches, networks)
        after = alive(trained, data.X_train)
        counts = [f"{np.sum(after == left)}" for left in (2, 1, 0)]
        ends = [f"{np.median(costs[after == left, -1]):.2f}" if np.any(after == left) else "" for left in (2, 1, 0)]
        rows.append([name, *counts, *ends])
    columns = ["", "both alive", "one dead", "both dead", "cost, both alive", "cost, one dead", "cost, both dead"]
    return Table(columns, rows)


def plot_rates(rates, swept, marked):
    """The median last cost of each method against the learning rate, with its best circled, and one rate marked.

    swept: {name: costs (rates, networks, epochs)}.  marked: a learning rate.
    """
    ends = {name: np.median(last_costs(costs), axis=1) for name, costs in swept.items()}
    lines = {name: (rates, values) for name, values in ends.items()}
    picture = plot_lines(lines, xlabel="learning rate", ylabel="mean cost, last ten epochs (nats)", log="xy")
    (axes,) = picture.figure.axes
    for values, color in zip(ends.values(), colors_of(ends)):
        best = np.argmin(values)
        axes.plot(
            rates[best], values[best], "o", markersize=11, markerfacecolor="none", color=color, markeredgewidth=1.5
        )
    axes.axvline(marked, color=GREY, linewidth=1)
    place = {"textcoords": "offset points", "va": "top"}  # above the lines, which begin lower there
    axes.annotate(f"{marked}", (marked, axes.get_ylim()[1]), (4, -5), color=GREY, fontsize=9, **place)
    return picture


def best_rates(rates, swept):
    """{name: the index of the rate with the lowest median last cost}."""
    return {name: int(np.argmin(np.median(last_costs(costs), axis=1))) for name, costs in swept.items()}


def compare_at_best(rates, swept):
    """A Table of each method at its own best rate: its last cost, the epochs to 0.25, and how many rates serve."""
    rows = []
    for name, best in best_rates(rates, swept).items():
        costs = swept[name]
        served = int(np.sum(np.median(last_costs(costs), axis=1) < 0.1))
        texts = _quartiles(last_costs(costs[best]), ".3f"), _quartiles(epochs_to(0.25, costs[best]), ".0f")
        rows.append([name, f"{rates[best]:.2g}", *texts, f"{served} of {len(rates)}"])
    columns = [
        "method",
        "best learning rate",
        "mean cost, last ten epochs (nats)",
        "epochs to 0.25",
        "rates that end below 0.1",
    ]
    return Table(columns, rows)


# Schedules


def train_schedules(optimizer, schedules, rates, num_epochs, data, random_mini_batches, networks):
    """{schedule: (best initial rate, last costs (networks,))}: each schedule at the best of the initial rates.

    schedules: {name: a function (initial rate, epoch) -> learning rate}.
    """
    settings = [lambda epoch, rule=rule, rate=rate: rule(rate, epoch) for rule in schedules.values() for rate in rates]
    _, costs = train_all(optimizer, settings, num_epochs, data, random_mini_batches, networks)
    ends = last_costs(costs).reshape(len(schedules), len(rates), len(networks))
    found = {}
    for name, each in zip(schedules, ends):
        best = int(np.argmin(np.median(each, axis=1)))
        found[name] = rates[best], each[best]
    return found


def plot_schedules(schedules, found, num_epochs):
    """Left, the share of the initial rate that each schedule leaves; right, the last costs with each at its best rate.

    found: {method: what train_schedules returned}.  A dot is a median, a bar an interquartile range.
    """
    figure = Figure(figsize=(WIDTH, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=[1, 1.15])
    epochs, colors = np.arange(num_epochs), [GREY, ORANGE, SKY, "black"]
    numbers = "①②③④"
    ends = []
    for number, dashes, color, rule in zip(numbers, ["-", "-", "--", "-"], colors, schedules.values()):
        shares = [rule(1.0, epoch) for epoch in epochs]
        left.plot(epochs, shares, dashes, color=color, linewidth=2)
        ends.append((number, shares[-1], color))
    left.set(xlabel="epoch", yscale="log", title="Learning rate / initial rate")
    label_ends(left, ends)
    says, ticks = [], []
    for row, (number, name) in enumerate(zip(numbers, schedules)):
        ticks.append(f"{number} {name}")
        for shift, (method, results) in zip((-0.15, 0.15), found.items()):
            rate, costs = results[name]
            low, middle, high = np.percentile(costs, [25, 50, 75])
            color = colors_of([method])[0]
            right.plot([low, high], [row + shift] * 2, color=color, linewidth=3, alpha=0.4)
            right.plot(middle, row + shift, "o", color=color)
            text = f"{method} {middle:.3f}" if row == 0 else f"{middle:.3f}"
            right.annotate(text, (high, row + shift), (6, 0), textcoords="offset points", fontsize=9,
                           color=color, va="center", annotation_clip=False)  # fmt: skip
            words = name.replace("\n", " ")
            says.append(f"{method}, {words}, {middle:.3f} ({low:.3f} to {high:.3f}) from the rate {rate:.2g}")
    right.set(
        yticks=range(len(ticks)),
        ylim=(len(ticks) - 0.5, -0.5),
        xlim=(0, None),
        xlabel="mean cost, last ten epochs (nats)",
    )
    right.set_yticklabels(ticks)
    for axes in (left, right):
        axes.grid(color="0.9", axis="both" if axes is left else "x")
        axes.spines[["top", "right"]].set_visible(False)
    return Picture(figure, f"Learning rates by epoch, and the costs of the last ten epochs (nats): {'; '.join(says)}.")


def _short(number):
    """A cost for a title: 0.20, 0.0003, or 4e-13."""
    return (
        f"{number:.0e}".replace("e-0", "e-") if number < 1e-4 else f"{number:.1g}" if number < 0.1 else f"{number:.2f}"
    )


def _quartiles(values, form):
    """The median, and in brackets the interquartile range."""
    low, median, high = np.percentile(values, [25, 50, 75])
    return f"{median:{form}} ({low:{form}}–{high:{form}})".replace(" ", "\N{NO-BREAK SPACE}")
