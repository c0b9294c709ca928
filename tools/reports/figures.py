"""Figures for a page: each Picture of a notebook as SVG, once for a wide column and once for a telephone.

The kernel that runs a notebook for a report calls install() first. From then on a Picture's output holds FIGURE beside
the PNG that JupyterLab shows: {"wide": svg, "narrow": svg}, as svg.py makes them small and lets them take the page's
colours. The notebooks and utils/ know nothing of it.
"""

import io
import warnings
from itertools import combinations, pairwise
from textwrap import fill

import matplotlib
from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.legend import Legend
from matplotlib.text import Annotation
from matplotlib.ticker import AutoLocator, MaxNLocator
from matplotlib.transforms import Bbox

from tools.reports.svg import tidy

FIGURE = "application/vnd.course.figure+json"
NARROW_WIDTH = 3.9  # inches: a telephone of 390 pixels
PANEL = 1.7  # inches: what a panel needs to stay legible
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
    file = io.StringIO()
    with matplotlib.rc_context(SVG):
        for _ in range(2):  # passes of constrained layout, until all texts are inside
            figure.draw_without_rendering()
        figure.savefig(file, format="svg", dpi=200, transparent=True, metadata={"Date": None, "Creator": None})
    return tidy(file.getvalue())


def narrow(figure):
    """A figure laid out for a telephone: as wide as its screen, with fewer panels in a row the less there is room."""
    at_once = max(1, int(NARROW_WIDTH / PANEL))
    while True:
        lay_out(figure, at_once)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                make_room(figure)
                return drawn(figure)
        except UserWarning:  # texts leave no room for a panel
            at_once -= 1
            if not at_once:
                return None


def lay_out(figure, at_once):
    """Make a figure narrow, a row of panels at most so many to a row."""
    height = figure.get_figheight()
    panels = [axes for axes in figure.axes if axes.get_subplotspec()]
    grids = {axes.get_gridspec() for axes in panels}
    rows, columns = max(((grid.nrows, grid.ncols) for grid in grids), default=(1, 1), key=lambda size: size[1])
    if len(grids) == 1 and columns > at_once and (rows == 1 or len(panels) < rows * columns):
        columns = at_once
        rows = -(-len(panels) // columns)
        grid = figure.add_gridspec(rows, columns)
        for place, axes in enumerate(panels):
            axes.set_subplotspec(grid[place // columns, place % columns])
            axes.tick_params(labelbottom=True, labelleft=True)
    square = any(axes.get_box_aspect() or axes.get_aspect() != "auto" for axes in figure.axes)
    beside = 0.7 * sum(axes.get_subplotspec() is None for axes in figure.axes)  # colour bars
    panel = (NARROW_WIDTH - 0.6 - beside) / columns
    tall = rows * (panel + 0.5) + 0.5 if square else max(2.6, rows * max(panel, 1.9), height * 0.85)
    figure.set_size_inches(NARROW_WIDTH, tall)
    for axes in panels:
        if isinstance(axes.xaxis.get_major_locator(), AutoLocator):
            axes.xaxis.set_major_locator(MaxNLocator(3))
        axes.set_title(wrapped(axes.get_title(), panel - 0.2), fontsize=9 if columns < 4 else 7)
        axes.set_xlabel(wrapped(axes.get_xlabel(), panel if len(panels) > 1 else NARROW_WIDTH - 1))
        axes.set_ylabel(wrapped(axes.get_ylabel(), tall / rows - 0.5))
    for text in figure.findobj(Annotation):
        text.set(text=fill(text.get_text(), 18), fontsize=min(text.get_fontsize(), 8))


def wrapped(text, width):
    """A text in lines of at most so many inches, with the line breaks that it has already."""
    return "\n".join(fill(line, max(8, int(width / LETTER))) for line in text.split("\n"))


def make_room(figure):
    """Where texts of a figure lie on one another: fewer ticks, shorter lines, labels pushed apart."""
    figure.draw_without_rendering()
    renderer = figure._get_renderer()
    for legend in figure.findobj(Legend):
        while legend.get_window_extent(renderer).width > figure.bbox.width and legend._ncols > 1:
            legend.set_ncols(legend._ncols - 1)
    for axes in figure.axes:
        labels = [label for label in axes.get_xticklabels() if label.get_text() and label.get_visible()]
        if not any(_overlap(*(label.get_window_extent(renderer) for label in pair)) for pair in pairwise(labels)):
            continue
        ticks = [(label.get_position()[0], label.get_text()) for label in labels]
        if all(text[0].isalpha() for _, text in ticks):  # names, each of which is needed
            ticks = [(place, fill(text, 8, break_long_words=False)) for place, text in ticks]
            axes.tick_params(axis="x", labelsize=7)
        else:
            ticks = [ticks[0], ticks[-1]] if len(ticks) < 5 else ticks[::2]
        axes.set_xticks(*zip(*ticks))
    figure.draw_without_rendering()
    push_apart([text for text in figure.findobj(Annotation) if text.get_text() and text.get_visible()], renderer)


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
            x, y = label.get_transform().transform(label.xyann)
            label.xyann = label.get_transform().inverted().transform((x, y + way))


def _overlap(one, other):
    """The rectangle that two share, or None."""
    shared = Bbox.intersection(one, other)
    return shared if shared and shared.width > 0 and shared.height > 0 else None
