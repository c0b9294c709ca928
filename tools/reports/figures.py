"""Figures for a page: each Picture of a notebook as SVG, once for a wide column and once for a telephone.

The kernel that runs a notebook for a report calls install() first. From then on a Picture's output holds FIGURE beside
the PNG that JupyterLab shows: {"wide": svg, "narrow": svg}, as svg.py makes them small and lets them take the page's
colours. The notebooks and utils/ know nothing of it.
"""

import contextlib
import io
import math
import pickle
import warnings
from itertools import combinations, pairwise, product
from textwrap import fill

import matplotlib
import numpy as np
from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.legend import Legend
from matplotlib.text import Annotation, Text
from matplotlib.ticker import AutoLocator, FixedFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from tools.reports import with_powers
from tools.reports.svg import tidy

FIGURE = "application/vnd.course.figure+json"
NARROW_WIDTH = 3.9  # inches: a telephone of 390 pixels
PANEL = 1.7  # inches: what a panel needs to stay legible
LEAST = 1.1  # inches: a narrower panel gets a row of its own
WAYS = sorted(
    product(range(-100, 101, 4), range(-100, 101, 4)), key=lambda way: math.hypot(*way)
)  # pixels, nearest first
LETTER = 0.075  # inches: how wide a letter of 9 points is
MANY = 800  # points: drawn one by one, more of them weigh more than a picture of them
SVG = {
    "svg.fonttype": "path",  # letters as shapes, which look the same everywhere
    "svg.hashsalt": "course",  # the same ids in every run
    "path.simplify_threshold": 0.4,
    "mathtext.fontset": "dejavusans",
}


def install():
    """Have IPython show each utils.plotting.Picture with FIGURE."""
    from IPython import get_ipython

    get_ipython().display_formatter.mimebundle_formatter.for_type_by_name("utils.plotting", "Picture", bundle)


def bundle(picture, include=None, exclude=None):
    """What IPython displays of a Picture: (data, metadata), as its own method gives them, and FIGURE."""
    data, metadata = picture._repr_mimebundle_()
    if not hasattr(picture, "_for_page"):
        wide = drawn(picture.figure)
        picture._for_page = {"wide": wide, "narrow": narrow(picture.figure) or wide}
    return data | {FIGURE: picture._for_page}, metadata


def drawn(figure):
    """A figure as SVG. What consists of many pieces (a shaded plane, a cloud of points) is a picture inside it."""
    for artist in figure.findobj(Collection):
        heavy = isinstance(artist, (QuadMesh, ContourSet)) and getattr(artist, "filled", True)
        cloud = isinstance(artist, PathCollection) and len(artist.get_offsets()) > MANY
        if heavy or cloud:
            artist.set_rasterized(True)
    for text in figure.findobj(Text):
        text.set_text(with_powers(text.get_text()))
    file = io.StringIO()
    with matplotlib.rc_context(SVG):
        for _ in range(2):  # passes of constrained layout, until all texts are inside
            figure.draw_without_rendering()
        figure.savefig(file, format="svg", dpi=200, transparent=True, metadata={"Date": None, "Creator": None})
    return tidy(file.getvalue())


def narrow(figure):
    """A figure laid out for a telephone: as wide as its screen, with fewer panels in a row the less there is room.

    None if it cannot be laid out so, or not be copied: there is a lambda in it.
    """
    try:
        kept = pickle.dumps(figure)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None
    for at_once in range(int(NARROW_WIDTH / PANEL), 0, -1):
        figure = pickle.loads(kept)
        lay_out(figure, at_once)
        with contextlib.suppress(UserWarning), warnings.catch_warnings():  # texts leave no room for a panel
            warnings.simplefilter("error")
            if make_room(figure) or at_once == 1:
                return drawn(figure)
    return None


def lay_out(figure, at_once):
    """Make a figure narrow, a row of panels at most so many to a row."""
    height = figure.get_figheight()
    panels = [axes for axes in figure.axes if axes.get_subplotspec()]
    grids = {axes.get_gridspec() for axes in panels}
    rows, columns = max(((grid.nrows, grid.ncols) for grid in grids), default=(1, 1), key=lambda size: size[1])
    lay_bars_down(figure, panels)
    if len(grids) == 1 and columns > at_once and (rows == 1 or len(panels) < rows * columns):
        columns = at_once
        rows = -(-len(panels) // columns)
        grid = figure.add_gridspec(rows, columns)
        for place, axes in enumerate(panels):
            axes.set_subplotspec(grid[place // columns, place % columns])
            axes.tick_params(labelbottom=True, labelleft=True)
        name_outer_axes(panels, columns)
    square = any(axes.get_box_aspect() or axes.get_aspect() != "auto" for axes in figure.axes)
    bars = 0.6 * sum(axes.get_subplotspec() is None for axes in figure.axes)
    panel = (NARROW_WIDTH - 0.6) / columns
    texts = 0.5 if any(len(axes.get_xticks()) for axes in panels) else 0.3  # above and below a panel
    tall = rows * (panel + texts) + texts if square else max(2.6, rows * max(0.6 * panel, 1.9), height * 0.85)
    figure.set_size_inches(NARROW_WIDTH, tall + bars)
    for axes in panels:
        if isinstance(axes.xaxis.get_major_locator(), AutoLocator):
            axes.xaxis.set_major_locator(MaxNLocator(3))
        axes.set_title(wrapped(axes.get_title(), panel - 0.2), fontsize=9 if columns < 4 else 7)
        axes.set_xlabel(wrapped(axes.get_xlabel(), panel if len(panels) > 1 else NARROW_WIDTH - 1))
        axes.set_ylabel(wrapped(axes.get_ylabel(), tall / rows - 0.5))
    for text in figure.findobj(Annotation):
        letters = 18 if _is_beside(text) else max(18, int(0.6 * panel / LETTER))
        text.set(text=fill(text.get_text(), letters), fontsize=min(text.get_fontsize(), 8))


def lay_bars_down(figure, panels):
    """A colour bar beside the panels becomes one below them."""
    for axes in [axes for axes in figure.axes if axes not in panels and hasattr(axes, "_colorbar")]:
        bar = axes._colorbar
        label, ticks, shows = axes.get_ylabel() or axes.get_xlabel(), bar.get_ticks(), bar.mappable
        bar.remove()
        figure.colorbar(shows, ax=panels, orientation="horizontal", label=label, ticks=ticks, aspect=30)


def name_outer_axes(panels, columns):
    """What all panels have on an axis is written below the last of each column and before the first of each row."""
    sides = (("x", lambda place: place + columns >= len(panels)), ("y", lambda place: place % columns == 0))
    for side, is_outer in sides:
        names = {getattr(axes, f"get_{side}label")() for axes in panels} - {""}
        if len(names) != 1:
            continue
        for place, axes in enumerate(panels):
            getattr(axes, f"set_{side}label")(*names if is_outer(place) else [""])


def wrapped(text, width):
    """A text in lines of at most so many inches, with the line breaks that it has already."""
    return "\n".join(fill(line, max(8, int(width / LETTER))) for line in text.split("\n"))


def make_room(figure):
    """Where texts lie on one another or on lines: fewer ticks, short lines, labels moved. Returns whether it fits."""
    figure.draw_without_rendering()
    renderer = figure._get_renderer()
    for legend in figure.findobj(Legend):
        for size in (9, 8, 7, 6):
            if legend.get_window_extent(renderer).width > figure.bbox.width:
                for text in legend.get_texts():
                    text.set_fontsize(size)
    for axes in figure.axes:
        thin_out(axes, renderer)
        if isinstance(axes.yaxis.get_major_formatter(), FixedFormatter):  # names
            names = [wrapped(label.get_text(), 1.7) for label in axes.get_yticklabels()]
            axes.set_yticks(axes.get_yticks(), names, fontsize=8)
        name = axes.xaxis.label
        if name.get_window_extent(renderer).x1 > figure.bbox.x1:
            name.set_text(wrapped(name.get_text(), axes.bbox.width / figure.dpi + 0.3))
    for _ in range(2):
        figure.draw_without_rendering()
    figure.set_layout_engine("none")  # or a label that moves would move the panels
    labels = [text for text in figure.findobj(Annotation) if text.get_text() and text.get_visible()]
    push_apart([text for text in labels if _is_beside(text)], renderer)
    fits = [move_off(text, renderer) for text in labels if not _is_beside(text)]
    panels = [axes.bbox.width / figure.dpi for axes in figure.axes if axes.get_subplotspec()]
    return all(fits) and min(panels, default=LEAST) >= LEAST


def thin_out(axes, renderer):
    """Where labels of the ticks along the bottom lie on one another: fewer of them, or names in shorter lines."""
    low, high = sorted(axes.get_xlim())
    ticks = [label for label in axes.get_xticklabels() if label.get_text() and label.get_visible()]
    ticks = [label for label in ticks if low <= label.get_position()[0] <= high]
    if not any(_overlap(*(label.get_window_extent(renderer) for label in pair)) for pair in pairwise(ticks)):
        return
    ticks = [(label.get_position()[0], label.get_text()) for label in ticks]
    if all(text[0].isalpha() for _, text in ticks):  # names, each of which is needed
        ticks = [(place, fill(text, 8, break_long_words=False)) for place, text in ticks]
        axes.tick_params(axis="x", labelsize=7)
    else:
        ticks = [ticks[0], ticks[-1]] if len(ticks) < 5 else ticks[::2]
    axes.set_xticks(*zip(*ticks))


def push_apart(labels, renderer):
    """Move labels up and down, half of the way each, until none lies on another."""
    for _ in range(50):
        boxes = [label.get_window_extent(renderer) for label in labels]
        ways = [0.0] * len(labels)
        for one, other in combinations(range(len(labels)), 2):
            shared = _overlap(boxes[one], boxes[other])
            if shared:
                upper, lower = (one, other) if boxes[one].y0 >= boxes[other].y0 else (other, one)
                ways[upper] += shared.height / 2 + 0.5
                ways[lower] -= shared.height / 2 + 0.5
        if not any(ways):
            return
        for label, way in zip(labels, ways):
            _move(label, 0, way)


def move_off(label, renderer):
    """Move a label inside a panel to the nearest place where nothing is drawn. Returns whether there is one."""
    axes, box = label.axes, label.get_window_extent(renderer).padded(2)
    points = _drawn_points(axes)
    texts = [text for text in axes.texts if text is not label and text.get_text() and text.get_visible()]
    taken = [text.get_window_extent(renderer) for text in texts]
    right = max(axes.bbox.x1, min(box.x1, axes.figure.bbox.x1))
    frame = Bbox.from_extents(axes.bbox.x0, axes.bbox.y0, right, max(axes.bbox.y1, box.y1))

    def in_the_way(way):
        there = box.translated(*way)
        outside = there.x0 < frame.x0 or there.x1 > frame.x1 or there.y0 < frame.y0 or there.y1 > frame.y1
        if outside or any(_overlap(there, other) for other in taken):
            return len(points) + 1
        return np.count_nonzero(np.all((points > there.min) & (points < there.max), axis=1))

    best = next((way for way in WAYS if in_the_way(way) == 0), None) or min(WAYS, key=in_the_way)
    _move(label, *best)
    return in_the_way(best) == 0


def _drawn_points(axes):
    """Points in pixels, a few apart, on all that is drawn in a panel, the edges of marks included: (n, 2)."""
    drawn = [np.empty((0, 2))]
    around = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    rim = np.stack([np.cos(around), np.sin(around)], axis=1) * axes.figure.dpi / 72
    for line in axes.lines:
        path = line.get_transform().transform(line.get_xydata())
        path = path[np.isfinite(path).all(axis=1)]
        drawn.append(path)
        if line.get_marker() not in ("", "None", " ", None):
            radius = (line.get_markersize() + line.get_markeredgewidth()) / 2
            drawn += [point + radius * rim for point in path]
        if line.get_linestyle() != "None":
            for start, end in pairwise(path):
                steps = min(500, int(np.hypot(*(end - start)) / 3))
                drawn.append(start + np.linspace(0, 1, steps + 1)[:, None] * (end - start))
    for cloud in axes.collections:
        if isinstance(cloud, PathCollection):
            points = cloud.get_offset_transform().transform(np.asarray(cloud.get_offsets()))
            radius = np.sqrt(np.max(cloud.get_sizes(), initial=0)) / 2
            drawn += [points, *(points + radius * edge for edge in rim)]
    return np.unique(np.round(np.concatenate(drawn)), axis=0)


def _move(label, x, y):
    """Move an annotation by so many pixels."""
    place = label.get_transform().transform(label.xyann)
    label.xyann = label.get_transform().inverted().transform(place + [x, y])


def _is_beside(label):
    """Whether a label stands beside its panel, at the end of a line: see utils.plotting.label_ends."""
    return label.xycoords == "axes fraction"


def _overlap(one, other):
    """The rectangle that two share, or None."""
    shared = Bbox.intersection(one, other)
    return shared if shared and shared.width > 0 and shared.height > 0 else None
