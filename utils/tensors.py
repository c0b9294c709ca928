"""Tables and figures of the notebook on TensorFlow (W3A1), which itself they do not import.

What comes in is made with TensorFlow. Here it is only turned into NumPy arrays and shown.
"""

import time

import numpy as np
from matplotlib.figure import Figure

from utils.backward import backward_propagation
from utils.initializers import initialize_parameters_he
from utils.network import forward_propagation
from utils.plotting import BLUE, VERMILLION, WIDTH, Picture, Table, plot_images


def outcomes(statements, names):
    """Run lines of Python, and put into a Table what each gives: its value, or its error in short.

    statements: expressions or assignments.  names: the variables that they use, such as globals().
    """
    rows = []
    for statement in statements:
        try:
            rows.append([f"`{statement}`", str(eval(statement, dict(names)).numpy())])
        except SyntaxError:  # an assignment has no value
            rows.append([f"`{statement}`", _error(lambda line=statement: exec(line, dict(names)))])
        except Exception as error:
            rows.append([f"`{statement}`", _short(error)])
    return Table(["code", "result"], rows)


def _error(run):
    try:
        run()
    except Exception as error:
        return _short(error)
    return "done"


def _short(error):
    """The kind of an error and its first sentence."""
    return f"{type(error).__name__}: {str(error).partition(' [Op')[0].splitlines()[0]}"


def gradient_table(tape, ys, xs):
    """A Table of the gradients that a persistent tape finds, of each y with respect to its x."""
    where = ("x a variable, y inside the block", "x a constant", "y computed before the block", "y computed by NumPy")
    rows = []
    for words, y, x in zip(where, ys, xs, strict=True):
        gradient = tape.gradient(y, x)
        rows.append([words, f"{y.numpy():g}", "None" if gradient is None else f"{gradient.numpy():g}"])
    return Table(["y = x³ at x = 2", "y", "dy/dx from the tape"], rows)


def even_or_odd_by_hand(images, labels):
    """A network that tells even digits from odd ones, and its gradients by the NumPy notebooks' backpropagation.

    images: (m, 8, 8), of pixels from 0 to 16.  labels: (m,).
    Returns (X, Y, parameters, gradients): X (64, m), Y (1, m), in float64, columns being examples.
    """
    X, Y = images.reshape(-1, 64).T / 16, (labels % 2 == 0).astype(float)[np.newaxis]
    parameters = initialize_parameters_he([64, 20, 5, 1], np.random.default_rng(0))
    _, cache = forward_propagation(X, parameters)
    return X, Y, parameters, backward_propagation(X, Y, cache)


def transposed(parameters):
    """The NumPy notebooks' parameters in TensorFlow's layout: W (n_in, n_out), b (n_out,)."""
    return {key: value.T if key.startswith("W") else value[:, 0] for key, value in parameters.items()}


def gradient_differences(by_hand, by_tape):
    """{name: ||hand - tape|| / (||hand|| + ||tape||)}.

    by_hand: "dW1" (n_out, n_in), ....  by_tape: "W1" (n_in, n_out), ....
    """
    found = {}
    for key, gradient in by_tape.items():
        hand, tape = by_hand[f"d{key}"].T.ravel(), gradient.numpy().ravel()
        found[f"d{key}"] = np.linalg.norm(hand - tape) / (np.linalg.norm(hand) + np.linalg.norm(tape))
    return found


def compare_gradients(by_hand, differences):
    """A Table of gradient_differences, beside the norm of each gradient."""
    rows = [[key, f"{np.linalg.norm(by_hand[key]):.3f}", f"{value:.0e}"] for key, value in differences.items()]
    return Table(["gradient", "norm", "relative difference, by hand and by tape"], rows)


def count_traces(function, traces, inputs):
    """A Table of how often a tf.function was called and traced.

    traces: a list to which the function appends in Python.
    inputs: {in words: the arguments of the calls, one after the other}.
    """
    rows = []
    for words, arguments in inputs.items():
        before = len(traces)
        for argument in arguments:
            function(argument)
        rows.append([words, len(arguments), len(traces) - before])
    return Table(["called with", "calls", "traces"], rows)


def compare_steps(steps, forward, cost, parameters, optimizers, mini_batches):
    """A Table of the time of the first step and of the median of the others, over one epoch.

    steps: {name: a training step}.  parameters, optimizers: one for each step; parameters are changed.
    mini_batches: a function that makes the same mini-batches each time.
    """
    rows, medians = [], []
    for name, step in steps.items():
        seconds = []
        for X, Y in mini_batches():
            start = time.perf_counter()
            step(forward, cost, parameters[name], optimizers[name], X, Y)
            seconds.append(time.perf_counter() - start)
        medians.append(np.median(seconds[1:]))
        rows.append([name, f"{1000 * seconds[0]:,.0f}", f"{1000 * medians[-1]:.1f}"])
    apart, factor = largest_difference(*parameters.values()), medians[0] / medians[-1]
    same = f"differ by at most {apart:.1g}" if apart else "are identical"
    caption = f"As a graph, a step is {factor:.0f} times as fast. Afterwards the parameters {same}."
    return Table(["training step", "first (ms)", "others, median (ms)"], rows, caption=caption)


def largest_difference(one, other):
    """The largest absolute difference between the entries of two dicts of parameters."""
    return max(float(np.max(np.abs(one[key].numpy() - other[key].numpy()))) for key in one)


def accuracy(logits, Y):
    """The fraction of the rows whose largest logit is at the 1 of the one-hot row in Y."""
    return float(np.mean(np.argmax(logits, axis=1) == np.argmax(Y, axis=1)))


def train(step, forward, cost, parameters, optimizer, batches, training, dev, epochs):
    """Train for some epochs; parameters are changed.  training, dev: (X, Y) for the accuracies.

    Returns for each epoch (the mean of the costs before each step, training accuracy, dev accuracy).
    """
    history = []
    for _ in range(epochs):
        total = 0.0
        for X, Y in batches:
            total += len(X) * float(step(forward, cost, parameters, optimizer, X, Y))
        scores = [accuracy(forward(X, parameters), Y) for X, Y in (training, dev)]
        history.append((total / len(training[0]), *scores))
    return history


def plot_training(history):
    """Running training loss, and accuracy on the training and dev sets, by epoch: two panels.

    history: rows of (cost, training accuracy, dev accuracy).  Returns a Picture.
    """
    costs, train, dev = np.array(history, dtype=float).T
    epochs = np.arange(1, len(costs) + 1)
    figure = Figure(figsize=(WIDTH, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    for axes in (left, right):
        axes.set_xlabel("epoch")
        axes.set_xticks([1, *range(5, len(costs) + 1, 5)])
        axes.grid(color="0.93")
        axes.spines[["top", "right"]].set_visible(False)
    left.semilogy(epochs, costs, "-o", color=BLUE, markersize=4)
    left.set_ylabel("running training loss (nats)")
    right.set_ylabel("accuracy (%)")
    for values, name, color, marker, shift in ((train, "training", BLUE, "o", 8), (dev, "dev", VERMILLION, "s", -18)):
        right.plot(epochs, 100 * values, "-", marker=marker, color=color, markersize=4)
        right.annotate(
            f"{name}: {values[-1]:.1%}",
            (epochs[-1], 100 * values[-1]),
            (0, shift),
            textcoords="offset points",
            color=color,
            ha="right",
        )
    right.set_ylim(top=103)
    alt = (
        f"Left: the loss falls from {costs[0]:.2f} to {costs[-1]:.3f}. Right: accuracy rises to {train[-1]:.1%} on the "
        f"training set and {dev[-1]:.1%} on the dev set."
    )
    return Picture(figure, alt)


def plot_hardest(images, labels, probabilities, count=12):
    """The images whose true class got the smallest probability, with what was read in each.

    images: (m, height, width).  labels: (m,).  probabilities: (m, classes).  Returns a Picture.
    """
    of_truth = probabilities[np.arange(len(labels)), labels]
    hardest = np.argsort(of_truth)[:count]
    titles = []
    for i in hardest:
        read = probabilities[i].argmax()
        titles.append(f"{labels[i]}, read as {read}" if read != labels[i] else f"{labels[i]}, p = {of_truth[i]:.2f}")
    return plot_images(images[hardest], titles)


def compare_with_keras(parameters, keras_parameters, losses, accuracies):
    """A Table of two runs: the losses of the last epoch and the test accuracies, by hand first."""
    apart = largest_difference(parameters, keras_parameters)
    rows = [
        ["training loss, last epoch", *(f"{loss:.5f}" for loss in losses)],
        ["test accuracy", *(f"{right:.1%}" for right in accuracies)],
    ]
    return Table(["", "by hand", "Keras"], rows, caption=f"The parameters differ by at most {apart:.0e}.")
