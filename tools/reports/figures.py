"""Figures for a page: each Picture of a notebook as SVG, once for a wide column and once for a telephone.

The kernel that runs a notebook for a report calls install() first. From then on a Picture's output holds FIGURE beside
the PNG that JupyterLab shows: {"wide": svg, "narrow": svg}, as svg.py makes them small and lets them take the page's
colours. The notebooks and utils/ know nothing of it.
"""

import io
import warnings
from textwrap import fill

import matplotlib
from matplotlib.collections import Collection, PathCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.text import Annotation
from matplotlib.ticker import AutoLocator, MaxNLocator

from tools.reports.svg import tidy

FIGURE = "application/vnd.course.figure+json"
NARROW_WIDTH = 3.9  # inches: a telephone of 390 pixels
PANEL = 1.7  # inches: what a panel needs to stay legible
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
    for axes in panels:
        if isinstance(axes.xaxis.get_major_locator(), AutoLocator):
            axes.xaxis.set_major_locator(MaxNLocator(3))
        axes.set_title(fill(axes.get_title(), 48 // columns), fontsize=9 if columns < 4 else 7)
    for text in figure.findobj(Annotation):
        text.set(text=fill(text.get_text(), 18), fontsize=min(text.get_fontsize(), 8))
    square = any(axes.get_box_aspect() or axes.get_aspect() != "auto" for axes in figure.axes)
    beside = 0.7 * sum(axes.get_subplotspec() is None for axes in figure.axes)  # colour bars
    panel = (NARROW_WIDTH - 0.6 - beside) / columns
    tall = rows * (panel + 0.5) + 0.5 if square else max(2.6, rows * max(panel, 1.9), height * 0.85)
    figure.set_size_inches(NARROW_WIDTH, tall)
