"""Experiments with a gradient check: their measurements, figures and tables (W1A3).

The checks and the backward passes are those of the notebook, and are passed in.
"""

import itertools
import time

import numpy as np
from matplotlib.figure import Figure

from utils import network
from utils.activations import sigmoid
from utils.plotting import BLUE, GREEN, PURPLE, VERMILLION, WIDTH, Picture, Table

RIGHT, WRONG = 1e-7, 1e-3  # a relative difference below the first is rounding, above the second a bug
X_HERE, THETAS, STEPS = 1.7, np.linspace(-3, 3, 40), np.logspace(-1, -15, 57)  # where one weight is checked
ALARM_STEPS = np.logspace(-2, -8, 7)
BACKWARDS = ["dW3", "db3", "dW2", "db2", "dW1", "db1"]  # in the order in which a backward pass computes them


def verdict(difference):
    """What a relative difference means in float64, with the step 1e-5: a word or two."""
    return "right" if difference < RIGHT else "look closer" if difference < WRONG else "WRONG"


def random_parameters(layers_dims, rng):
    """Weights by He initialization, and biases that are not zero, since zeros hide mistakes: "W1", "b1", ....

    layers_dims: sizes of the layers, input first.  rng: a np.random.Generator.
    """
    parameters = {}
    for l, (n_in, n_out) in enumerate(itertools.pairwise(layers_dims), 1):
        parameters[f"W{l}"] = np.sqrt(2 / n_in) * rng.standard_normal((n_out, n_in))
        parameters[f"b{l}"] = 0.5 * rng.standard_normal((n_out, 1))
    return parameters


# One weight


def plot_chords(cost, derivative, *, x, theta, step):
    """The cost of one weight, its tangent at theta, and the chords of the forward and the central difference.

    cost(x, theta), derivative(x, theta) -> numbers.  step: half the length of the central chord along theta.
    Returns a Picture; the three slopes stand at the lines.
    """
    figure, axes = _axes("weight θ", "cost J(θ) (nats)")
    around = np.linspace(theta - 1.4, theta + 1.2, 121)
    axes.plot(around, [cost(x, t) for t in around], color="black")
    here, right, left = (cost(x, t) for t in (theta, theta + step, theta - step))
    slopes = {
        "tangent": derivative(x, theta),
        "forward difference": (right - here) / step,
        "central difference": (right - left) / (2 * step),
    }
    # name: the colour, the dashes, a point on the line, how far it is drawn, and where its label stands
    lines = {
        "tangent": ("0.5", "-", (theta, here), (-1, 1), (-0.75, -14), "left"),
        "forward difference": (VERMILLION, "--", (theta, here), (-0.2, step + 0.3), (step + 0.3, 2), "left"),
        "central difference": (BLUE, "-.", (theta - step, left), (-step - 0.25, step + 0.3), (-0.15, 14), "right"),
    }
    for name, (color, dashes, (at, height), span, (place, shift), side) in lines.items():
        ends = theta + np.array(span)
        axes.plot(ends, height + slopes[name] * (ends - at), dashes, color=color, linewidth=2)
        point = theta + place, height + slopes[name] * (theta + place - at)
        label = f"{name}: slope {slopes[name]:.2f}"
        axes.annotate(label, point, (6, shift), textcoords="offset points", color=color, ha=side, va="center")
    axes.plot([theta - step, theta + step], [left, right], "o", color=BLUE, markersize=6)
    axes.plot(theta, here, "o", color="black", markersize=6, zorder=3)
    axes.annotate("J(θ)", (around[0], cost(x, around[0])), (6, 8), textcoords="offset points")
    axes.set_xlim(around[0], around[-1] + 1.2)
    says = ", ".join(f"the {name} has slope {value:.2f}" for name, value in slopes.items())
    return Picture(figure, f"A curve that bends upwards, with three straight lines near θ = {theta}: {says}.")


def compare_derivatives(gradient_check, cost, derivatives, *, x, theta):
    """A Table of the relative difference of each derivative from a central difference of the cost.

    derivatives: {name: a function of (x, theta)}.
    """
    found = {name: gradient_check(cost, derivative, x, theta) for name, derivative in derivatives.items()}
    return Table(["derivative", "relative difference"], [[name, f"{value:.1e}"] for name, value in found.items()])


def in_float32(x, theta):
    """The cost log(1 + exp(theta * x)) computed in single precision."""
    return float(np.log1p(np.exp(np.float32(theta) * np.float32(x))))


def step_errors(gradient_check, cost, derivative, x=X_HERE):
    """Mean relative differences from the derivative, over THETAS: {(way, precision): one number for each of STEPS}.

    The ways are "central" and "forward", the precisions "float64" and "float32".
    gradient_check: of one weight.  cost, derivative: functions of (x, theta).
    """

    def forward(cost):
        def check(theta, step):
            slope = (cost(x, theta + step) - cost(x, theta)) / step
            # The check of a straight line with the step 1 compares its slope with any other number.
            return gradient_check(lambda x, t: slope * t, lambda x, t: derivative(x, theta), x, 0, 1)

        return check

    def central(cost):
        return lambda theta, step: gradient_check(cost, derivative, x, theta, step)

    costs = {"float64": cost, "float32": in_float32}
    return {
        (way, precision): np.array([np.mean([check(function)(theta, step) for theta in THETAS]) for step in STEPS])
        for way, check in (("central", central), ("forward", forward))
        for precision, function in costs.items()
    }


def estimated_errors(cost, derivative, x=X_HERE):
    """What the Taylor expansion and the unit roundoff predict for a central difference in float64.

    Returns (truncation, rounding), relative errors, one for each of STEPS.
    """
    J = np.array([cost(x, theta) for theta in THETAS])
    slopes = np.array([derivative(x, theta) for theta in THETAS])
    a = sigmoid(THETAS * x)
    third_derivative = x**3 * a * (1 - a) * (1 - 2 * a)
    truncation = STEPS**2 * np.mean(np.abs(third_derivative) / 6 / (2 * np.abs(slopes)))
    rounding = np.finfo(np.float64).eps / 2 / STEPS * np.mean(J / (2 * np.abs(slopes)))
    return truncation, rounding


def plot_steps(gradient_check, cost, derivative):
    """The relative differences of step_errors against the step, over the estimates of the two errors.

    Returns a Picture, both axes logarithmic.
    """
    figure, axes = _axes("step ε", "relative difference", log="xy")
    colors = {"central": BLUE, "forward": VERMILLION}
    places = {
        ("central", "float64"): ((3e-7, 3e-13), "right"),
        ("forward", "float64"): ((4e-9, 1e-9), "right"),
        ("central", "float32"): ((2e-6, 3e-4), "right"),
        ("forward", "float32"): ((3e-6, 0.3), "left"),
    }
    says = []
    for (way, precision), values in step_errors(gradient_check, cost, derivative).items():
        axes.plot(STEPS, values, "-" if precision == "float64" else "--", color=colors[way])
        best = np.argmin(values)
        axes.plot(STEPS[best], values[best], "o", color=colors[way], markersize=5)
        label = f"{way}, {precision}\nbest {values[best]:.0e} at ε = {STEPS[best]:.0e}"
        place, side = places[way, precision]
        axes.annotate(label, place, color=colors[way], ha=side, va="center", fontsize=9)
        says.append(f"{way} differences in {precision} are best at ε = {STEPS[best]:.0e}, with {values[best]:.0e}")
    for name, values, place in zip(
        ("truncation", "rounding"), estimated_errors(cost, derivative), ((3e-3, 3e-9), (1e-14, 5e-6))
    ):
        axes.plot(STEPS, values, color="0.8", linewidth=5, zorder=1)
        axes.annotate(f"{name}\n(predicted)", place, color="0.4", va="center", fontsize=9)
    axes.axhline(RIGHT, color="black", linewidth=0.8, linestyle=":")
    axes.annotate("threshold 1e-7", (STEPS.min(), RIGHT), (0, -10), textcoords="offset points", fontsize=9)
    axes.set_ylim(1e-15, 10)
    return Picture(figure, f"Four V-shaped lines of the relative difference against the step: {'; '.join(says)}.")


def compare_steps(gradient_check, cost, derivative, complex_step, steps, x=X_HERE):
    """A Table of the largest relative difference over THETAS, by central differences and by the complex step."""

    def largest(check):
        return f"{max(check(theta) for theta in THETAS):.0e}"

    rows = []
    for step in steps:
        by_complex = largest(
            lambda theta, e=step: gradient_check(
                lambda x, t: complex_step(x, theta, e) * t, lambda x, t: derivative(x, theta), x, 0, 1
            )
        )
        by_central = largest(lambda theta, e=step: gradient_check(cost, derivative, x, theta, e))
        rows.append([f"{step:.0e}", by_central, by_complex])
    caption = f"Largest relative difference over {THETAS.size} values of θ"
    return Table(["step ε", "central difference", "complex step"], rows, caption=caption)


# A network


def check_backward(gradient_check_n, backward, parameters, X, Y, epsilon=1e-5):
    """(difference, differences) that the check gives for a backward pass at these parameters."""
    _, cache = network.forward_propagation(X, parameters)
    return gradient_check_n(parameters, backward(X, Y, cache), X, Y, epsilon)


def check_table(gradient_check_n, backward, parameters, X, Y):
    """A Table of the check's verdict on each gradient of a network of three layers, from the last layer down."""
    difference, differences = check_backward(gradient_check_n, backward, parameters, X, Y)
    found = {key: differences[key] for key in BACKWARDS} | {"all together": difference}
    rows = [[key, f"{value:.1e}", verdict(value)] for key, value in found.items()]
    return Table(["gradient", "relative difference", "verdict"], rows, caption=backward.__name__)


def planted_bugs(backward, parameters, X, Y):
    """Gradients with one bug each, {name of the bug: gradients}, from a correct backward pass of three layers.

    Nothing is rewritten: what goes into the pass, or what comes out, is spoiled.
    """
    _, cache = network.forward_propagation(X, parameters)

    def spoiled(**changes):
        return backward(X, Y, cache | changes)

    correct, m = spoiled(), X.shape[1]
    return {
        "labels swapped": backward(X, 1 - Y, cache),
        "1/m forgotten": {key: m * value for key, value in correct.items()},
        "|W3| for W3 in dZ2": spoiled(W3=np.abs(cache["W3"])),
        "|W2| for W2 in dZ1": spoiled(W2=np.abs(cache["W2"])),
        "Z1 for A1 in dW2": correct | {"dW2": spoiled(A1=cache["Z1"])["dW2"]},
        "mean for sum in db1": correct | {"db1": correct["db1"] / m},
    }


def fingerprints(gradient_check_n, bugs, parameters, X, Y):
    """A Table of what each bug leaves behind: the relative difference of every gradient, from the last layer down."""

    def row(gradients):
        _, differences = gradient_check_n(parameters, gradients, X, Y)
        return [f"{differences[key]:.2f}" if differences[key] >= RIGHT else f"<{RIGHT:.0e}" for key in BACKWARDS]

    rows = [[name, *row(gradients)] for name, gradients in bugs.items()]
    return Table(["bug", *BACKWARDS], rows, caption="Relative difference of each gradient")


def near_a_kink(parameters, X, distance):
    """The same parameters, but unit 1 of layer 1 has Z = distance for the first example."""
    _, cache = network.forward_propagation(X, parameters)
    b1 = parameters["b1"].copy()
    b1[0, 0] += distance - cache["Z1"][0, 0]
    return parameters | {"b1": b1}


def plot_kink(gradient_check_n, backward, parameters, X, Y, epsilons=(1e-4, 1e-6)):
    """The relative difference of db1 against the distance of one Z from ReLU's kink, a line for each step.

    Returns a Picture, both axes logarithmic.
    """
    figure, axes = _axes("distance of Z from the kink", "relative difference of db1", log="xy")
    distances, says = np.logspace(-8, -2, 121), []
    for epsilon, color, dashes in zip(epsilons, (BLUE, VERMILLION), ("-", "--")):
        near = [near_a_kink(parameters, X, distance) for distance in distances]
        values = [check_backward(gradient_check_n, backward, moved, X, Y, epsilon)[1]["db1"] for moved in near]
        axes.plot(distances, values, dashes, color=color)
        axes.axvline(epsilon, color=color, linewidth=0.8, linestyle=":")
        axes.annotate(f"step ε = {epsilon:.0e}", (epsilon, max(values)), (-4, 8), textcoords="offset points",
                      color=color, ha="right")  # fmt: skip
        inside, outside = (np.array(values)[near] for near in (distances < 0.9 * epsilon, distances > 1.1 * epsilon))
        says.append(f"with step {epsilon:.0e} it is about {np.median(inside):.0e} nearer than the step and at most "
                    f"{outside.max():.0e} farther away")  # fmt: skip
    axes.axhline(RIGHT, color="black", linewidth=0.8, linestyle=":")
    axes.annotate("threshold 1e-7", (distances[-1], RIGHT), (0, 3), textcoords="offset points", ha="right", fontsize=9)
    axes.set_ylim(1e-12, 10)
    return Picture(figure, f"The relative difference of db1 drops as Z gets farther from the kink: {'; '.join(says)}.")


def false_alarm_rates(gradient_check_n, backward, networks, X, Y, epsilons):
    """The percentage of the networks whose correct gradient the check does not call right, one for each step."""

    def alarm(parameters, epsilon):
        return check_backward(gradient_check_n, backward, parameters, X, Y, epsilon)[0] >= RIGHT

    return np.array([100 * np.mean([alarm(parameters, epsilon) for parameters in networks]) for epsilon in epsilons])


def plot_false_alarms(gradient_check_n, backward, X, Y, *, examples, networks=40, epsilons=ALARM_STEPS):
    """The percentage of random networks with a false alarm, against the step: a line for each number of examples.

    examples: two numbers; the check uses the first so many columns of X and Y.  networks: how many are drawn.
    Returns a Picture.
    """
    members = [random_parameters([2, 10, 5, 1], np.random.default_rng(seed)) for seed in range(networks)]
    figure, axes = _axes("step ε", "networks with a false alarm (%)", log="x")
    says = []
    for m, (color, marker, place, side) in zip(
        examples, ((PURPLE, "s", (-8, 6), "right"), (GREEN, "o", (8, -2), "left")), strict=True
    ):
        rates = false_alarm_rates(gradient_check_n, backward, members, X[:, :m], Y[:, :m], epsilons)
        axes.plot(epsilons, rates, "-", marker=marker, markersize=5, color=color)
        axes.annotate(f"{m} examples", (epsilons[1], rates[1]), place, textcoords="offset points", color=color, ha=side)
        says.append(f"on {m} examples " + ", ".join(f"{rate:.0f}% at {e:.0e}" for e, rate in zip(epsilons, rates)))
    axes.set_ylim(-4, 104)
    return Picture(figure, f"The share of false alarms falls with the step: {'; '.join(says)}.")


# A browser has no clock for the processor.
processor_time = getattr(time, "thread_time", time.perf_counter)


def seconds(work):
    """Processor time of one run of work(), in seconds: the mean of as many runs as fit into 0.2 s.

    Time that the processor spends on other programs does not count.
    """
    runs, start = 0, processor_time()
    while processor_time() - start < 0.2:
        work()
        runs += 1
    return (processor_time() - start) / runs


def check_times(gradient_check_n, backward, networks, X, Y):
    """A Table of the processor time of one cost, one backward pass and one check, for networks of several sizes.

    networks: a list of layers_dims.
    """
    rows = []
    for dims in networks:
        parameters = random_parameters(dims, np.random.default_rng(0))
        _, cache = network.forward_propagation(X, parameters)
        gradients = backward(X, Y, cache)
        forward = seconds(lambda p=parameters: network.compute_cost(network.forward_propagation(X, p)[0], Y))
        back = seconds(lambda c=cache: backward(X, Y, c))
        check = seconds(lambda p=parameters, g=gradients: gradient_check_n(p, g, X, Y))
        parts = [f"{1e6 * duration:,.0f}" for duration in (forward, back, check)]
        weights = sum(value.size for value in parameters.values())
        rows.append(["-".join(map(str, dims)), f"{weights:,}", *parts, f"{check / forward:,.0f}", f"{2 * weights:,}"])
    columns = ["layers", "parameters", "one cost (µs)", "backward (µs)", "check (µs)", "check / cost", "2 × parameters"]
    return Table(columns, rows, caption="Processor time, which other programs barely affect")


def _axes(xlabel, ylabel, log=""):
    """A figure with one pair of axes, which has no frame at the top and on the right."""
    figure = Figure(figsize=(WIDTH, 3.6), layout="constrained")
    axes = figure.add_subplot(xlabel=xlabel, ylabel=ylabel)
    if "x" in log:
        axes.set_xscale("log")
    if "y" in log:
        axes.set_yscale("log")
    axes.grid(color="0.93")
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
