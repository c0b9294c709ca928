"""Pictures and tables of results, ready to be the last expression of a cell.

A figure is built without pyplot, so nothing is kept behind the scenes. All colours are from a palette that colour-blind
readers can tell apart (Okabe & Ito, 2008); what differs in colour differs in shape or dashes too.
"""

import base64
import io

import numpy as np
from matplotlib.figure import Figure

BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
PALETTE = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, "#000000"]
DASHES = ["-", "--", "-.", ":"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]
CLASSES = [(BLUE, "o"), (VERMILLION, "^")]  # of class 0 and class 1

WIDTH = 7.0  # inches; at 100 pixels an inch it fills a notebook's column, and 9-point text stays readable
PIXELS_PER_INCH = 100


class Picture:
    """A Matplotlib figure and what it shows in words, displayed as a PNG of twice the resolution.

    figure: a matplotlib.figure.Figure.
    alt: what someone who cannot see the picture needs to know; numbers in it are computed from the data.
    Raises ValueError where alt is empty.
    """

    def __init__(self, figure, alt):
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError("A picture needs an alternative text: say in a sentence or two what it shows.")
        self.figure = figure
        self.alt = alt

    def png(self):
        """The picture as the bytes of a PNG file: the same figure gives the same bytes."""
        buffer = io.BytesIO()
        self.figure.savefig(
            buffer, format="png", dpi=2 * PIXELS_PER_INCH, facecolor="white", metadata={"Software": None}
        )
        return buffer.getvalue()

    def save(self, path):
        """Write the PNG to a file."""
        with open(path, "wb") as file:
            file.write(self.png())

    def _repr_mimebundle_(self, include=None, exclude=None):
        width, height = (round(inches * PIXELS_PER_INCH) for inches in self.figure.get_size_inches())
        data = {"image/png": base64.b64encode(self.png()).decode("ascii"), "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.alt, "width": width, "height": height}}

    def __repr__(self):
        return f"[Picture: {self.alt}]"


class Table:
    """A table of results, shown as Markdown in a notebook and as aligned text elsewhere.

    columns: the headings.  rows: for each row its cells: text as it is, numbers with four significant digits.
    Columns of numbers are aligned to the right.  caption: a line above the table.
    Raises ValueError where a row has more or fewer cells than there are columns.
    """

    def __init__(self, columns, rows, caption=None):
        rows = [list(row) for row in rows]
        for number, row in enumerate(rows, start=1):
            if len(row) != len(columns):
                raise ValueError(
                    f"Row {number} of the table has {len(row)} cells, but there are {len(columns)} columns."
                )
        self.columns = [str(column) for column in columns]
        self.rows = [[_cell(value) for value in row] for row in rows]
        self.caption = caption
        self._right = [bool(rows) and all(_is_number(row[j]) for row in rows) for j in range(len(columns))]

    def _repr_markdown_(self):
        lines = [self.columns, ["---:" if right else ":---" for right in self._right], *self.rows]
        table = "\n".join("| " + " | ".join(_one_line(cell) for cell in line) + " |" for line in lines)
        return f"{_one_line(self.caption)}\n\n{table}" if self.caption else table

    def __str__(self):
        lines = [self.columns, *self.rows]
        widths = [max(len(line[j]) for line in lines) for j in range(len(self.columns))]
        text = [
            "  ".join(
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(line, widths, self._right)
            )
            for line in lines
        ]
        rule = "  ".join("-" * width for width in widths)
        caption = [self.caption] if self.caption else []
        return "\n".join(line.rstrip() for line in [*caption, text[0], rule, *text[1:]])

    __repr__ = __str__


def _is_number(value):
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)


def _cell(value):
    if _is_number(value) and not isinstance(value, (int, np.integer)):
        return f"{value:.4g}"
    return str(value)


def _one_line(text):
    return text.replace("\n", " ").replace("|", r"\|")


def plot_costs(costs, *, log=False, xlabel="iteration", ylabel="cost (nats)", title=None):
    """Cost curves in one picture.

    costs: {label: (n,) costs}, or {label: (runs, n)}: then the median over the runs, and a band around their middle half.
    log: whether the cost is on a logarithmic scale.  xlabel: what a step is, "iteration" or "epoch".
    Returns a Picture.
    """
    figure, axes = _figure(title=title)
    summaries = []
    for i, (label, runs) in enumerate(costs.items()):
        runs = np.atleast_2d(np.asarray(runs, dtype=np.float64))
        low, middle, high = np.percentile(runs, [25, 50, 75], axis=0)
        axes.plot(middle, DASHES[i % len(DASHES)], color=PALETTE[i % len(PALETTE)], label=label)
        if len(runs) > 1:
            axes.fill_between(range(len(middle)), low, high, color=PALETTE[i % len(PALETTE)], alpha=0.2, linewidth=0)
        summaries.append(f"{label} goes from {_number(middle[0])} to {_number(middle[-1])}")
    axes.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    figure.legend(loc="outside right upper")
    length = max(np.shape(runs)[-1] for runs in costs.values())
    scale = ", logarithmic scale" if log else ""
    return Picture(figure, f"Curves of the {ylabel}{scale} over {length} {xlabel}s: {'; '.join(summaries)}.")


def plot_spread(spread, *, log=True, xlabel="layer", ylabel="standard deviation", title=None):
    """How large something is in each layer, for several schemes: one line each.

    spread: {label: one value for each layer, the first being layer 1}.  log: whether the values are on a logarithmic
    scale. A value of 0 has no place on it; a line of zeros is only named in the legend.
    Returns a Picture.
    """
    figure, axes = _figure(title=title)
    summaries = []
    for i, (label, values) in enumerate(spread.items()):
        values = np.asarray(values, dtype=np.float64)
        layers = np.arange(1, len(values) + 1)
        name = label if np.any(values) else f"{label} (0 everywhere)"
        style = MARKERS[i % len(MARKERS)] + DASHES[i % len(DASHES)]
        axes.plot(
            layers, np.where(log & (values <= 0), np.nan, values), style, color=PALETTE[i % len(PALETTE)], label=name
        )
        summaries.append(f"{label} goes from {_number(values[0])} to {_number(values[-1])}")
    axes.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    axes.xaxis.get_major_locator().set_params(integer=True)
    figure.legend(loc="outside right upper")
    scale = ", logarithmic scale" if log else ""
    return Picture(figure, f"The {ylabel}{scale} by {xlabel}, 1 to {len(values)}: {'; '.join(summaries)}.")


def plot_decision_boundaries(panels, X, Y, *, names=("$x_1$", "$x_2$"), probability=False, resolution=200):
    """What classifiers make of the plane, side by side, with the examples on top.

    panels: [(title, predict), ...]: predict(X) gives for each column of X (2, n) a class, 0 or 1, or the probability of
    class 1, of shape (1, n).
    X: the examples (2, m).  Y: their labels 0 or 1 (1, m).  names: of the two axes, with units if they have any.
    probability: shade by the probability instead of by the class.
    Returns a Picture; its text says for each panel how many of the examples lie on the side of their class.
    """
    figure, all_axes = _grid_of_axes(len(panels))
    grid_1, grid_2 = (_span(x, resolution) for x in X)
    plane = np.stack([axis.ravel() for axis in np.meshgrid(grid_1, grid_2)])
    labels = np.ravel(Y)
    summaries = []
    for axes, (title, predict) in zip(all_axes, panels):
        values = np.reshape(np.asarray(predict(plane), dtype=np.float64), (resolution, resolution))
        shading = _shade(axes, grid_1, grid_2, values, probability)
        for label, (color, marker) in enumerate(CLASSES):
            x_1, x_2 = X[:, labels == label]
            axes.scatter(
                x_1, x_2, s=14, color=color, marker=marker, edgecolor="white", linewidth=0.3, label=f"class {label}"
            )
        axes.set(title=title, xlim=grid_1[[0, -1]], ylim=grid_2[[0, -1]])
        axes.set_box_aspect(1)
        right = np.mean((np.ravel(predict(X)) > 0.5) == labels)
        summaries.append(f"{title}, {right:.1%} of the points on the side of their class")
    figure.supxlabel(names[0], fontsize=10)
    figure.supylabel(names[1], fontsize=10)
    if probability:
        figure.colorbar(shading, ax=all_axes, label="probability of class 1", shrink=0.8)
    handles, texts = all_axes[0].get_legend_handles_labels()
    figure.legend(handles, texts, loc="outside lower center", ncols=2)
    what = "probability of class 1" if probability else "region of each class"
    return Picture(
        figure, f"The {what} in the plane, with {labels.size} points of two classes: {'; '.join(summaries)}."
    )


def _shade(axes, x_1, x_2, values, probability):
    """Fill the plane by class or by probability, and draw the boundary where there is one."""
    levels = np.linspace(0, 1, 11) if probability else [-0.5, 0.5, 1.5]
    if probability:
        shading = axes.contourf(x_1, x_2, values, levels=levels, cmap="PuOr_r", alpha=0.6)
    else:
        shading = axes.contourf(x_1, x_2, values, levels=levels, colors=[BLUE, VERMILLION], alpha=0.2)
    if values.min() < 0.5 < values.max():
        axes.contour(x_1, x_2, values, levels=[0.5], colors="black", linewidths=1)
    return shading


def _span(values, resolution):
    """Evenly spaced numbers over the range of the values, with a margin of a tenth on either side."""
    low, high = np.min(values), np.max(values)
    margin = 0.1 * (high - low)
    return np.linspace(low - margin, high + margin, resolution)


def _number(value):
    return f"{value:.3g}"


def _figure(height=3.2, title=None):
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.grid(color="0.9")
    axes.spines[["top", "right"]].set_visible(False)
    if title:
        axes.set_title(title)
    return figure, axes


def _grid_of_axes(count):
    """Square axes that share their scales, three to a row at most."""
    rows = -(-count // 3)
    columns = -(-count // rows)
    figure = Figure(figsize=(WIDTH, rows * WIDTH / max(columns, 2) + 0.6), layout="constrained")
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for unused in grid.flat[count:]:
        unused.set_visible(False)
    return figure, list(grid.flat[:count])
