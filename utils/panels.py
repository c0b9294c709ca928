"""Pictures of panels with common scales: the same lines under several conditions."""

from itertools import cycle

import numpy as np
from matplotlib.figure import Figure

from utils.plotting import DASHES, MARKERS, WIDTH, Picture, colors_of, label_ends


def plot_panels(panels, *, xlabel, ylabel, log=""):
    """Lines of one quantity over another, in panels side by side.

    panels: {title: {label: (x, y)}}; a label has the same colour in all panels.  xlabel, ylabel: with units.
    log: the axes that are logarithmic, "", "x", "y" or "xy".
    Returns a Picture; its text gives the first, lowest and last value of each line.
    Raises ValueError if there is nothing to draw.
    """
    if not panels or not all(panels.values()):
        raise ValueError("There is nothing to draw: a panel has no lines.")
    figure = Figure(figsize=(WIDTH, 3.3), layout="constrained")
    all_axes = np.atleast_1d(figure.subplots(1, len(panels), sharex=True, sharey=True))
    labels = list(dict.fromkeys(label for lines in panels.values() for label in lines))
    styles = dict(zip(labels, zip(colors_of(labels), cycle(DASHES), cycle(MARKERS))))
    says = []
    for axes, (title, lines) in zip(all_axes, panels.items()):
        for label, (x, y) in lines.items():
            color, dashes, marker = styles[label]
            axes.plot(x, y, dashes, marker=marker, markersize=4, color=color, label=label)
            says.append(f"{title}, {label}: first {y[0]:.3g}, lowest {np.min(y):.3g}, last {y[-1]:.3g}")
        axes.set(title=title, xlabel=xlabel, xscale="log" if "x" in log else "linear")
        axes.set_yscale("log" if "y" in log else "linear")
        axes.grid(color="0.9")
        axes.spines[["top", "right"]].set_visible(False)
    all_axes[0].set_ylabel(ylabel)
    for axes, lines in zip(all_axes, panels.values()):
        label_ends(axes, [(label, y[-1], styles[label][0]) for label, (_, y) in lines.items()])
    return Picture(figure, f"Panels of the {ylabel} over the {xlabel}. {'; '.join(says)}.")
