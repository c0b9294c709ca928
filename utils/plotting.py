"""Pictures and tables of results, ready to be the last expression of a cell.

A figure is built without pyplot, so nothing is kept behind the scenes. All colours are from a palette that colour-blind
readers can tell apart (Okabe & Ito, 2008); what differs in colour differs in shape or dashes too.

The look of the course's figures:
- In a notebook, a figure is one call with data in: to a function here, or in the module of the notebook's experiments.
- A method has one colour in the whole course: COLORS[name]. Functions here use it for labels that begin with its name.
- A label stands at its line, in the line's colour: label_ends(axes, ends). There are no legends for lines.
  Picture darkens the colour of a text where it is too light to be read: legible(color).
- The text cell below begins with the number and the caption, "*Figure 3. Momentum crosses the valley in a tenth of the
  steps.*": what to see, in a sentence. Picture's alt says it to someone who cannot see, with numbers from the data.
- Behind a decision boundary are probabilities (probability=True), and a panel's title holds the accuracy.
"""

import base64
import io
import re
from functools import cached_property
from itertools import cycle
from pathlib import Path

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter, StrMethodFormatter

BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
PALETTE = [BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, "#000000"]
GREY = "0.45"
CONTRAST = 4.6  # of text on white; WCAG asks for 4.5, and the paper of a page is a little darker than white
COLORS = {
    # initialization
    "zeros": GREY, "equal": ORANGE, "large": VERMILLION, "Xavier": BLUE, "He": GREEN,
    # regularization
    "no regularization": VERMILLION, "early stopping": ORANGE, "L2": BLUE, "dropout": GREEN,
    # optimizers
    "gradient descent": BLUE, "momentum": VERMILLION, "RMSProp": GREEN, "Adam": PURPLE,
    # normalization, and ways to search
    "batch norm": ORANGE, "grid": BLUE, "random": VERMILLION, "halving": GREEN,
}  # fmt: skip
DASHES = ["-", "--", "-.", ":"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]
CLASSES = [(BLUE, "o"), (VERMILLION, "^")]  # of class 0 and class 1
PROBABILITY = LinearSegmentedColormap.from_list("probability of class 1", [BLUE, "white", VERMILLION])

# Cells of tables: what begins with a number, what is nothing else, and words that a range or a count may have
NUMBER = re.compile(r"(?:in |about )?[-+−<>≈≤≥± ]*\.?\d")
SINGLE = re.compile(r"[-+−<>≈≤≥ ]*[\d.,]*\d(?:e[-+]?\d+|\^[-+−]?\d+)?%?")
WORD, EXPONENT, JOINING = re.compile(r"[^\W\d_]+"), re.compile(r"(?<=\d)e(?=[-+]?\d)"), {"about", "in", "of", "to"}

WIDTH = 7.0  # inches; at 100 pixels an inch it fills a notebook's column, and 9-point text stays readable
PIXELS_PER_INCH = 100


def contrast(one, other):
    """How well two colours can be told apart, from 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def legible(color):
    """A colour for text on white: a darker shade of the same hue, if need be. White stays: it is on dark."""
    rgb = np.array(to_rgb(color))
    if np.all(rgb == 1):
        return to_hex(rgb)
    shades = (to_hex(rgb * share) for share in np.linspace(1, 0, 101))
    return next(shade for shade in shades if contrast(shade, "white") >= CONTRAST)


def _luminance(color):
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


class Picture:
    """A Matplotlib figure and what it shows in words, displayed as a PNG of twice the resolution.

    figure: a matplotlib.figure.Figure.
    alt: what someone who cannot see the picture needs to know; numbers in it are computed from the data.
    Raises ValueError if alt is empty.
    """

    def __init__(self, figure, alt):
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError("A picture needs an alternative text: say in a sentence or two what it shows.")
        self.figure = figure
        self.alt = alt
        for text in figure.findobj(Text):
            text.set_color(legible(text.get_color()))

    @cached_property
    def png(self):
        """The bytes of a PNG file, the same for the same data. Drawn once: later changes to the figure do not show."""
        self.figure.draw_without_rendering()  # constrained layout needs two passes until all texts are inside
        buffer = io.BytesIO()
        self.figure.savefig(
            buffer, format="png", dpi=2 * PIXELS_PER_INCH, facecolor="white", metadata={"Software": None}
        )
        return buffer.getvalue()

    def save(self, path):
        """Write the PNG to a file."""
        Path(path).write_bytes(self.png)

    def _repr_mimebundle_(self, include=None, exclude=None):
        width, height = (int.from_bytes(self.png[i : i + 4]) // 2 for i in (16, 20))  # where a PNG file has its size
        data = {"image/png": base64.b64encode(self.png).decode("ascii"), "text/plain": repr(self)}
        return data, {"image/png": {"alt": self.alt, "width": width, "height": height}}

    def __repr__(self):
        return f"[Picture: {self.alt}]"


class Table:
    """A table of results, shown as Markdown in a notebook and as aligned text elsewhere.

    columns: the headings.  rows: for each row its cells: text as it is, numbers with four significant digits.
    Columns of numbers are aligned to the right: see are_numbers.  caption: a line above the table.
    Raises ValueError if a row has more or fewer cells than there are columns.
    """

    def __init__(self, columns, rows, caption=None):
        self.columns = [str(column) for column in columns]
        self.rows = [[_cell(value) for value in row] for row in rows]
        self.caption = caption
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"Row {number} of the table has {len(row)} cells for {len(self.columns)} columns.")
        self._right = [are_numbers([row[j] for row in self.rows], labels=not j) for j in range(len(self.columns))]

    def _repr_markdown_(self):
        rule = ["---:" if right else ":---" for right in self._right]
        escaped = [[_markdown(cell) for cell in line] for line in [self.columns, *self.rows]]
        table = "\n".join(f"| {' | '.join(line)} |" for line in [escaped[0], rule, *escaped[1:]])
        return f"{_markdown(self.caption)}\n\n{table}" if self.caption else table

    def __str__(self):
        widths = [max(map(len, cells)) for cells in zip(self.columns, *self.rows)]
        lines = [self.columns, ["-" * width for width in widths], *self.rows]
        aligns = [str.rjust if right else str.ljust for right in self._right]
        text = ["  ".join(align(*cell) for align, *cell in zip(aligns, line, widths)).rstrip() for line in lines]
        return "\n".join([self.caption, *text] if self.caption else text)

    __repr__ = __str__


def are_numbers(cells, labels=False):
    """Whether a table's column is one of numbers, which stands to the right; text stands to the left.

    Most of its cells are: a number, perhaps with a range or a count, as in "0.36 (0.25 to 0.49)" and "7 of 10".
    labels: whether the column names the rows. Then each cell must be a single number: "16 at once" is text.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if labels:
        return bool(filled) and all(SINGLE.fullmatch(cell) for cell in filled)
    found = [NUMBER.match(cell) and not set(WORD.findall(EXPONENT.sub("", cell))) - JOINING for cell in filled]
    return sum(map(bool, found)) > len(filled) / 2


def plot_costs(costs, *, log=False, xlabel="iteration", ylabel="cost (nats)", title=None):
    """Cost curves in one picture.

    costs: {label: (n,) costs}, or {label: (runs, n)}: their median, with a band over the interquartile range.
    log: whether the cost is on a logarithmic scale.  xlabel: what a step is, "iteration" or "epoch".
    Returns a Picture.  Raises ValueError if there is nothing to draw.
    """
    _check_not_empty(costs)
    log = log and _any_positive(costs)
    figure, axes = _line_figure(xlabel, ylabel, log, title)
    ends, labels = [], []
    for (label, runs), color, dashes in zip(costs.items(), colors_of(costs), cycle(DASHES)):
        low, middle, high = np.percentile(np.atleast_2d(runs), [25, 50, 75], axis=0)
        axes.plot(middle, dashes, color=color, label=label)
        if np.ndim(runs) > 1:
            axes.fill_between(range(len(middle)), low, high, color=color, alpha=0.2, linewidth=0)
        ends.append(f"{label} from {middle[0]:.3g} to {middle[-1]:.3g} in {len(middle)} {xlabel}s")
        labels.append((label, middle[-1], color))
    label_ends(axes, labels if len(labels) > 1 else [])
    return _finish_lines(figure, f"Curves of the {ylabel} by {xlabel}", log, ends)


def plot_lines(lines, *, xlabel, ylabel, log="", guides=None, title=None):
    """Lines of one quantity over another, in one picture.

    lines: {label: (x, y)}, two arrays of n numbers each; up to 20 of them are marked. y may be (runs, n): then the line
    is the median of the runs, with a band over their interquartile range.  xlabel, ylabel: with units.
    log: the axes that are logarithmic, "", "x", "y" or "xy".
    guides: {label: (x, y)}, what the lines are to be compared with: broad and grey, below them.
    Returns a Picture; its text gives the ends of each line, and its lowest and highest point.
    Raises ValueError if there is nothing to draw.
    """
    _check_not_empty(lines)
    lines = {label: (x, *np.percentile(np.atleast_2d(y), [25, 50, 75], axis=0)) for label, (x, y) in lines.items()}
    log_y = "y" in log and _any_positive({label: y for label, (_, _, y, _) in lines.items()})
    figure, axes = _line_figure(xlabel, ylabel, log_y, title)
    if "x" in log:
        axes.set_xscale("log")
    elif all(np.asarray(x).dtype.kind in "iu" for x, *_ in lines.values()):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))  # there is no epoch 2.5
    says, labels = [], []
    styles = zip(colors_of(lines), cycle(DASHES), cycle(MARKERS))
    for (label, (x, low, y, high)), (color, dashes, marker) in zip(lines.items(), styles):
        axes.plot(x, y, dashes, marker=marker if len(x) <= 20 else "", markersize=4, color=color, label=label)
        if np.any(low < high):
            axes.fill_between(x, low, high, color=color, alpha=0.2, linewidth=0)
        says.append(f"{label} {_course(np.asarray(x), np.asarray(y))}")
        labels.append((label, y[-1], color))
    limits = axes.get_ylim()
    for (label, (x, y)), dashes, shade in zip((guides or {}).items(), cycle(["-", ":"]), cycle(["0.8", "0.6"])):
        axes.plot(x, y, dashes, color=shade, linewidth=4, zorder=1, label=label)
        labels.append((label, y[-1], GREY))
    axes.set_ylim(limits)
    label_ends(axes, labels if len(labels) > 1 else [])
    _plain_ticks(axes)
    scale = {"": "", "x": ", logarithmic in x", "y": ", logarithmic in y", "xy": ", both logarithmic"}[log]
    return Picture(figure, f"Lines of the {ylabel} over the {xlabel}{scale}: {'; '.join(says)}.")


def plot_decision_boundaries(
    panels, X, Y, *, names=("x₁", "x₂"), classes=("class 0", "class 1"), probability=False, resolution=200
):
    """What classifiers make of the plane, side by side, with the examples on top.

    panels: [(title, predict), ...]: predict(X) gives for each column of X (2, n) a class, 0 or 1, or the probability of
    class 1, of shape (1, n).
    X: the examples (2, m).  Y: their labels 0 or 1 (1, m).  names: of the two axes, with units if they have any.
    classes: what the two classes are called.
    probability: shade by the probability instead of by the class.  resolution: of the grid, in points a side.
    Returns a Picture; its text says for each panel how many of the examples lie on the side of their class.
    Raises ValueError if a predict does not give one value for each column, or there is nothing to draw.
    """
    _check_not_empty(panels)
    figure, all_axes = _square_axes(len(panels), names, room_right=0.9 * probability)
    grid = [_span(x, resolution) for x in X]
    plane = np.stack([x.ravel() for x in np.meshgrid(*grid)])
    labels = np.ravel(Y)
    scores = []
    for axes, (title, predict) in zip(all_axes, panels):
        values = _values(title, predict, plane).reshape(resolution, resolution)
        shading = _shade(axes, *grid, values, probability)
        _scatter(axes, X, labels, classes)
        axes.set(title=title, xlim=grid[0][[0, -1]], ylim=grid[1][[0, -1]])
        right = np.mean((_values(title, predict, X) > 0.5) == labels)
        scores.append(f"{title}, {right:.1%}")
    if probability:
        figure.colorbar(shading, ax=all_axes, label=f"probability of {classes[1]}", ticks=[0, 0.5, 1], aspect=30)
    handles = all_axes[0].get_legend_handles_labels()
    figure.legend(*handles, loc="outside lower center", ncols=2, frameon=False, markerscale=1.8)
    what = f"probability of {classes[1]}" if probability else f"regions of {classes[0]} and {classes[1]}"
    points = f"{labels.size} points, of which lie on the side of their class"
    return Picture(figure, f"The {what} over {names[0]} and {names[1]}, with {points}: {'; '.join(scores)}.")


def plot_paths(cost, paths, *, span, names=("w₁", "w₂"), goal=None, log=False, columns=3):
    """Ways down one surface, side by side: contours of a cost, and on them the points that each descent passed.

    cost: a function of two arrays of one shape, the coordinates of many points, that gives their costs in that shape.
    paths: {label: (n, 2)}: the points, the start first.
    span: ((low, high), (low, high)), what is shown of each coordinate.  names: of the two, with units if they have any.
    goal: the coordinates of the lowest point, to be marked.
    log: whether contours are evenly spaced in the logarithm of the cost, down to a ten-thousandth of the highest shown.
    columns: how many panels there are at most to a row.
    Returns a Picture; its text says for each path how many steps it has and what the cost is at its ends.
    Raises ValueError if there is nothing to draw.
    """
    _check_not_empty(paths)
    figure, all_axes = _square_axes(len(paths), names, room_below=0.35, most=columns)
    x, y = (np.linspace(low, high, 240) for low, high in span)
    heights = cost(*np.meshgrid(x, y))
    low, high = heights.min(), heights.max()
    levels = np.geomspace(max(low, high / 10_000), high, 16) if log else np.linspace(low, high, 16)
    says = []
    for axes, (label, path), color in zip(all_axes, paths.items(), colors_of(paths)):
        path = np.asarray(path)
        axes.contour(x, y, heights, levels=levels[1:-1], colors="0.75", linewidths=0.8)
        axes.plot(*path.T, "-", marker=".", markersize=3, color=color, linewidth=1)
        axes.plot(*path[0], "o", color=color, markerfacecolor="white", markersize=6)
        if goal is not None:
            axes.plot(*goal, "*", color="black", markersize=9)
        axes.plot(*path[-1], "o", color=color, markeredgecolor="white", markersize=7)
        axes.set_title(label, fontsize=10)
        axes.set(xlim=span[0], ylim=span[1])
        first, last = cost(path[[0, -1], 0], path[[0, -1], 1])
        words = label.replace("\n", ", ")
        says.append(f"{words} from {first:.3g} to {last:.3g} in {len(path) - 1} steps")
    what = f"Paths over contours of a cost, {names[0]} to the right and {names[1]} upwards"
    return Picture(figure, f"{what}; the cost goes, for {'; for '.join(says)}.")


def plot_images(images, titles, *, columns=6):
    """Small grey images, dark where a number is large, each below its title.

    images: (n, height, width).  titles: n of them, a few words each.  columns: how many images to a row.
    Returns a Picture; its text gives the titles in order.
    Raises ValueError if there is nothing to draw, or not one title for each image.
    """
    _check_not_empty(images)
    if len(images) != len(titles):
        raise ValueError(f"Each image needs a title: there are {len(images)} images and {len(titles)} titles.")
    rows = -(-len(images) // columns)
    figure = Figure(figsize=(WIDTH, rows * (WIDTH / columns + 0.2)), layout="constrained")
    for number, (image, title) in enumerate(zip(images, titles), start=1):
        axes = figure.add_subplot(rows, columns, number, xticks=[], yticks=[])
        axes.set_title(title, fontsize=9)
        axes.imshow(image, cmap="gray_r", vmin=0, vmax=np.max(images))
    height, width = np.shape(images)[1:]
    return Picture(figure, f"{len(images)} images of {height} by {width} pixels, row by row: {'; '.join(titles)}.")


def colors_of(labels):
    """A colour for each label: that of the method it begins with, or the next of the palette that is still free."""

    def method(label):
        return next((name for name in COLORS if re.match(rf"{name}\b", label, re.IGNORECASE)), None)

    named = [COLORS.get(method(label)) for label in labels]
    others = cycle([color for color in PALETTE if color not in named] or PALETTE)
    return [color or next(others) for color in named]


def label_ends(axes, ends):
    """Write labels to the right of the axes, each at the end of its line, pushed apart where they would overlap.

    ends: [(text, y, color), ...], y in data coordinates. Call it when the limits of the axes are final.
    """
    ratio = axes.get_position().height
    gap = 12 / (72 * axes.figure.get_figheight() * ratio)  # of a line of text, as a fraction of the height
    low, high = axes.get_ylim()
    heights = []
    for _, y, _ in ends:
        inside = np.clip(y, low, high)
        heights.append(axes.transAxes.inverted().transform(axes.transData.transform((1, inside)))[1])
    order = np.argsort(heights, kind="stable")
    places = _pushed_apart(np.array(heights)[order], gap)
    for number, place in zip(order, places):
        text, _, color = ends[number]
        options = {"xycoords": "axes fraction", "textcoords": "offset points", "annotation_clip": False}
        axes.annotate(text, (1, place), (6, 0), color=color, va="center", fontsize=9, **options)


def _pushed_apart(places, gap):
    """Rising numbers, moved as little as a few passes need until neighbours are a gap apart."""
    for _ in range(100):
        for i in range(len(places) - 1):
            short = gap - (places[i + 1] - places[i])
            if short > 1e-9:
                places[i] -= short / 2
                places[i + 1] += short / 2
    return places


def _course(x, y):
    """A line in words: where it starts and ends, and its lowest and highest point."""
    low, high = np.argmin(y), np.argmax(y)
    return (
        f"from {y[0]:.3g} at {x[0]:.4g} to {y[-1]:.3g} at {x[-1]:.4g}, lowest {y[low]:.3g} at {x[low]:.4g}, "
        f"highest {y[high]:.3g} at {x[high]:.4g}"
    )


def _cell(value):
    """A table's cell as text: four significant digits, integers with a comma for thousands, text as it is."""
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return f"{value:,}"
    return f"{value:.4g}" if isinstance(value, (float, np.floating)) else str(value)


def _markdown(text):
    """Text that stays in its cell of a Markdown table."""
    return text.replace("\n", " ").replace("|", r"\|")


def _check_not_empty(things):
    if not len(things):
        raise ValueError("There is nothing to draw: the first argument is empty.")


def _any_positive(lines):
    """Whether a logarithmic scale would have anything to show."""
    return any(np.any(np.asarray(values) > 0) for values in lines.values())


def _line_figure(xlabel, ylabel, log, title):
    """A figure with one pair of axes, 7 inches by 3.2."""
    figure = Figure(figsize=(WIDTH, 3.2), layout="constrained")
    axes = figure.add_subplot(xlabel=xlabel, ylabel=ylabel, title=title)
    if log:
        axes.set_yscale("log", nonpositive="mask")
    axes.grid(color="0.9")
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _plain_ticks(axes):
    """Ticks like 0.1, 0.2, 0.5 on a logarithmic axis that spans less than two decades, where powers of ten are few."""
    for axis in (axes.xaxis, axes.yaxis):
        low, high = axis.get_view_interval()
        if axis.get_scale() == "log" and high < 100 * low:
            axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axis.set_major_formatter(StrMethodFormatter("{x:g}"))
            axis.set_minor_formatter(NullFormatter())


def _finish_lines(figure, what, log, ends):
    _plain_ticks(figure.axes[0])
    return Picture(figure, f"{what}{', logarithmic scale' if log else ''}: {'; '.join(ends)}.")


def _square_axes(count, names, room_right=0.0, room_below=0.75, most=3):
    """Square axes that share their scales, at most so many to a row.

    room_right, room_below: inches kept free for a colour bar, and for the label below with a legend under it.
    """
    rows = -(-count // most)
    columns = -(-count // rows)
    width = WIDTH if columns > 1 else 0.65 * WIDTH
    side = (width - 0.75 - room_right) / columns
    figure = Figure(figsize=(width, rows * (side + 0.35) + room_below), layout="constrained")
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for unused in grid.flat[count:]:
        unused.remove()
    all_axes = list(grid.flat[:count])
    for axes in all_axes:
        axes.set_box_aspect(1)
    for axes in all_axes[-columns:]:
        axes.set_xlabel(names[0])
        axes.tick_params(labelbottom=True)
    for axes in all_axes[::columns]:
        axes.set_ylabel(names[1])
    return figure, all_axes


def _span(values, count):
    """Evenly spaced numbers over the range of the values, with a margin of a tenth on either side."""
    margin = 0.1 * np.ptp(values)
    return np.linspace(np.min(values) - margin, np.max(values) + margin, count)


def _values(title, predict, X):
    """What predict gives for the columns of X, as a flat float64 array."""
    values = np.asarray(predict(X), dtype=np.float64)
    if values.size != X.shape[1]:
        raise ValueError(
            f"{title}: predict(X) must give one value for each column of X, so shape (1, {X.shape[1]}) here, "
            f"but it gave shape {values.shape}."
        )
    return values.ravel()


def _shade(axes, x_1, x_2, values, probability):
    """Fill the plane by class or by probability, and draw the boundary where there is one."""
    if probability:
        shading = axes.contourf(x_1, x_2, values, levels=np.linspace(-0.05, 1.05, 12), cmap=PROBABILITY, alpha=0.45)
    else:
        colors = [color for color, _ in CLASSES]
        shading = axes.contourf(x_1, x_2, values, levels=[-0.5, 0.5, 1.5], colors=colors, alpha=0.2)
    if values.min() < 0.5 < values.max():
        axes.contour(x_1, x_2, values, levels=[0.5], colors="black", linewidths=1)
    return shading


def _scatter(axes, X, labels, classes):
    """The examples X (2, m), each class in its own colour and shape."""
    for label, (name, (color, marker)) in enumerate(zip(classes, CLASSES)):
        x_1, x_2 = X[:, labels == label]
        style = {"color": color, "marker": marker, "edgecolor": "white", "linewidth": 0.3, "s": 14}
        axes.scatter(x_1, x_2, label=name, **style)
