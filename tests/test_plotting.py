"""Pictures and tables: a real PNG of the right size, words that say what the data say, and errors that help."""

import base64
import io
import re
import subprocess
import sys
import warnings

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from PIL import Image

from utils.activations import sigmoid
from utils.plotting import (
    BLUE,
    CLASSES,
    COLORS,
    PALETTE,
    Picture,
    Table,
    are_numbers,
    colors_of,
    contrast,
    legible,
    plot_costs,
    plot_decision_boundaries,
    plot_images,
    plot_lines,
    plot_paths,
)


@pytest.fixture(autouse=True)
def warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def points(m=40):
    """X (2, m) and Y (1, m): class 1 where the first coordinate is positive, half of the points."""
    X = np.random.default_rng(0).uniform(0.1, 1, (2, m))
    X[0, ::2] *= -1
    return X, (X[:1] > 0).astype(float)


def by_sign(X):
    return (X[:1] > 0).astype(int)


def costs_of(picture):
    """What the lines in the picture's first axes show: {label: (x, y)}."""
    return {line.get_label(): line.get_data() for line in picture.figure.axes[0].lines}


X, Y = points()


def bowl(x, y):
    return x**2 + y**2 + 0.1


PATHS = {"a": [(1, 1), (0.5, 0), (0, 0)], "b": [(1, -1), (0.5, -0.5)], "c": [(0, 1)], "d": [(-1, 1), (0, 0)]}
THREE = [("a", by_sign), ("b", lambda X: 1 - by_sign(X)), ("c", lambda X: 0 * by_sign(X))]
PICTURES = {
    "costs": lambda: plot_costs({"a": [3.0, 2.0, 1.0], "b": [1.0, 0.5, 0.4]}, log=True, title="Costs"),
    "bands": lambda: plot_costs({"a": np.random.default_rng(0).uniform(1, 2, (5, 20))}, xlabel="epoch"),
    "lines": lambda: plot_lines(
        {"a": ([1e-3, 1e-2, 1], [0, 2e-3, 4]), "b": (np.arange(1, 40), np.arange(1, 40) ** 0.5)},
        xlabel="step",
        ylabel="error",
        log="xy",
        guides={"slope 1": ([1e-3, 1], [1e-9, 1])},
    ),
    "one boundary": lambda: plot_decision_boundaries(THREE[:1], X, Y),
    "three boundaries": lambda: plot_decision_boundaries(THREE, X, Y),
    "five boundaries": lambda: plot_decision_boundaries(THREE + THREE[:2], X, Y),
    "probability": lambda: plot_decision_boundaries([("a", lambda X: sigmoid(9 * X[:1]))], X, Y, probability=True),
    "runs": lambda: plot_lines(
        {"a": ([1, 2, 3], np.random.default_rng(0).uniform(1, 2, (5, 3)))}, xlabel="rate", ylabel="cost (nats)"
    ),
    "paths": lambda: plot_paths(bowl, PATHS, span=((-1, 1), (-2, 2)), goal=(0, 0), log=True),
}


@pytest.fixture(params=PICTURES)
def draw(request):
    """A function that draws one of the pictures again."""
    return PICTURES[request.param]


@pytest.fixture
def picture(draw):
    return draw()


def figure_size(picture):
    """In pixels of a screen, a hundred to the inch."""
    return tuple(100 * picture.figure.get_size_inches())


# --- every picture ---


def test_a_picture_is_a_png_of_twice_the_size_that_its_metadata_gives(picture):
    data, metadata = picture._repr_mimebundle_()
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    image.load()
    assert image.format == "PNG"
    about = metadata["image/png"]
    assert tuple(side // 2 for side in image.size) == (about["width"], about["height"])
    assert figure_size(picture) == pytest.approx((about["width"], about["height"]), abs=1)
    assert about["width"] <= 700
    assert about["alt"] == picture.alt
    assert picture.alt in data["text/plain"]


def test_ipython_shows_a_picture_with_its_words_and_a_table_as_markdown(picture):
    data, metadata = DisplayFormatter().format(picture)
    assert base64.b64decode(data["image/png"]) == picture.png
    assert metadata["image/png"]["alt"] == picture.alt
    assert "text/markdown" in DisplayFormatter().format(Table(["a"], [[1]]))[0]


def test_the_same_data_give_the_same_bytes_without_date_or_software(draw):
    first, second = draw(), draw()
    assert first.png == second.png
    assert set(Image.open(io.BytesIO(first.png)).info) <= {"dpi"}


def test_axes_have_labels(picture):
    """Panels that share their scales have them at the left and below, so some inner axes have none."""
    assert any(axes.get_xlabel() for axes in picture.figure.axes)
    assert any(axes.get_ylabel() for axes in picture.figure.axes)


def test_nothing_lies_outside_the_picture_or_on_another_text(picture):
    """Texts of the figure, as drawn: inside its edges, and none over another."""
    figure = picture.figure
    for _ in range(2):  # as before the PNG is drawn
        figure.draw_without_rendering()
    texts = [text for axes in figure.axes for text in (axes.title, axes.xaxis.label, axes.yaxis.label)]
    texts += [text for legend in figure.legends for text in legend.get_texts()]
    texts += [label for axes in figure.axes for label in axes.texts]
    boxes = [text.get_window_extent() for text in texts if text.get_text()]
    width, height = figure.get_size_inches() * figure.dpi
    assert len(boxes) >= 2
    for i, box in enumerate(boxes):
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= width + 1
        assert box.y1 <= height + 1
        assert not any(box.overlaps(other) for other in boxes[:i])


def test_a_picture_can_be_saved(picture, tmp_path):
    picture.save(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes() == picture.png


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_a_picture_needs_words(alt):
    with pytest.raises(ValueError, match="alternative text"):
        Picture(Figure(), alt)


def test_pictures_do_not_use_pyplot():
    """Its figures would stay in memory and be shown a second time at the end of a cell, and importing it is slow."""
    code = "import sys, utils.plotting as p; assert p.plot_costs({'a': [2.0, 1.0]}).png; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "matplotlib.figure" in run.stdout.split()
    assert not {"matplotlib.pyplot", "IPython", "tensorflow"} & set(run.stdout.split())


def test_a_method_has_its_colour_wherever_it_stands():
    assert colors_of(["Adam", "something", "Momentum, 0.1"]) == [COLORS["Adam"], PALETTE[0], COLORS["momentum"]]
    assert colors_of(["health"]) == [PALETTE[0]], "He is a word, not a beginning"


def luminance(color):
    """Relative luminance by WCAG 2."""
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_the_first_colours_stand_out_from_white():
    """WCAG 2 asks for a contrast of 3 for what is needed to understand a graphic."""
    for color in PALETTE[:3] + [color for color, _ in CLASSES]:
        assert 1.05 / (luminance(color) + 0.05) >= 3


def test_a_text_in_a_light_colour_is_a_darker_shade_of_it():
    figure = plot_costs({"early stopping": [1, 2], "Xavier": [2, 1]}).figure
    shades = {text.get_text(): text.get_color() for text in figure.axes[0].texts}
    assert shades["Xavier"] == BLUE.lower()
    red, green, blue = (int(shades["early stopping"][i : i + 2], 16) for i in (1, 3, 5))
    assert red > green > blue == 0, "it is still orange"
    assert contrast(shades["early stopping"], "white") >= 4.5
    assert contrast("black", "white") == pytest.approx(21)
    assert legible("white") == "#ffffff"


def test_classes_differ_in_shape_and_colour():
    colors, markers = zip(*CLASSES)
    assert len(set(colors)) == len(set(markers)) == 2


# --- cost curves ---


def test_cost_curves_show_the_costs():
    picture = plot_costs({"a": [3.0, 2.0, 1.0], "b": np.array([1.0, 0.25])}, xlabel="epoch")
    lines = costs_of(picture)
    assert np.array_equal(lines["a"], [[0, 1, 2], [3, 2, 1]])
    assert np.array_equal(lines["b"], [[0, 1], [1, 0.25]])
    axes = picture.figure.axes[0]
    assert axes.get_xlabel() == "epoch"
    assert axes.get_yscale() == "linear"
    assert "a from 3 to 1 in 3 epochs; b from 1 to 0.25 in 2 epochs" in picture.alt


def test_several_runs_show_their_median_and_middle_half():
    picture = plot_costs({"a": [[1.0, 10], [2, 20], [3, 30], [4, 40], [50, 500]]}, log=True)
    assert np.array_equal(costs_of(picture)["a"][1], [3, 30])
    (band,) = picture.figure.axes[0].collections
    assert band.get_paths()[0].vertices[:, 1].min() == 2
    assert band.get_paths()[0].vertices[:, 1].max() == 40
    assert "logarithmic" in picture.alt


def test_lines_differ_in_dashes_as_well_as_colour():
    picture = plot_costs({str(i): [1.0, 2.0] for i in range(8)})
    styles = {(line.get_linestyle(), line.get_color()) for line in picture.figure.axes[0].lines}
    assert len(styles) == 8
    assert len({line.get_linestyle() for line in picture.figure.axes[0].lines[:4]}) == 4


def test_costs_of_zero_alone_are_drawn_without_a_logarithm():
    assert plot_costs({"zeros": [0.0, 0.0]}, log=True).figure.axes[0].get_yscale() == "linear"


# --- lines ---


def test_lines_keep_to_their_own_range_and_say_where_they_are_lowest():
    lines = {"a": ([1e-3, 1e-2, 1], [1e-6, 1e-8, 1e-2]), "b": ([1, 2], [0.0, 1e-3])}
    picture = plot_lines(lines, xlabel="step", ylabel="error", log="xy", guides={"slope": ([1e-3, 1], [1e-30, 1e9])})
    axes = picture.figure.axes[0]
    drawn = costs_of(picture)
    assert np.array_equal(drawn["a"], lines["a"])
    assert np.array_equal(drawn["slope"], [[1e-3, 1], [1e-30, 1e9]])
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    assert 1e-9 < axes.get_ylim()[0] < axes.get_ylim()[1] < 1
    assert "both logarithmic: a from 1e-06 at 0.001 to 0.01 at 1, lowest 1e-08 at 0.01" in picture.alt
    plain = plot_lines({"a": ([0, 1], [1, 0])}, xlabel="x", ylabel="y").figure.axes[0]
    assert (plain.get_xscale(), plain.get_yscale()) == ("linear", "linear")


# --- decision boundaries ---


def test_lines_of_several_runs_show_their_median_and_middle_half():
    runs = np.random.default_rng(0).uniform(1, 2, (9, 4))
    axes = plot_lines({"a": (range(4), runs)}, xlabel="rate", ylabel="cost").figure.axes[0]
    assert np.array_equal(axes.lines[0].get_ydata(), np.median(runs, axis=0))
    band = axes.collections[0].get_paths()[0].vertices[:, 1]
    assert band.min() == np.percentile(runs, 25, axis=0).min()
    assert band.max() == np.percentile(runs, 75, axis=0).max()


@pytest.mark.parametrize(
    ("values", "ticks"), [([0.07, 0.8], ["0.1", "0.2", "0.5"]), ([1e-3, 5], [r"$\mathdefault{10^{-2}}$"])]
)
def test_a_short_logarithmic_axis_has_plain_numbers(values, ticks):
    figure = plot_lines({"a": ([1, 2], values)}, xlabel="x", ylabel="y", log="y").figure
    figure.draw_without_rendering()
    texts = [label.get_text() for label in figure.axes[0].get_yticklabels() if label.get_text()]
    assert set(ticks) <= set(texts)


def test_paths_pass_their_points_each_on_its_own_panel():
    picture = plot_paths(bowl, PATHS, span=((-1, 1), (-2, 2)), goal=(0, 0))
    assert len(picture.figure.axes) == 4
    for axes, (label, path) in zip(picture.figure.axes, PATHS.items(), strict=True):
        assert axes.get_title() == label
        assert np.array_equal(axes.lines[0].get_xydata(), path)
        assert (axes.get_xlim(), axes.get_ylim()) == ((-1, 1), (-2, 2))
    assert "a from 2.1 to 0.1 in 2 steps" in picture.alt
    assert "c from 1.1 to 1.1 in 0 steps" in picture.alt


def test_boundaries_call_the_classes_by_their_names():
    picture = plot_decision_boundaries(THREE[:1], X, Y, classes=("benign", "malignant"), probability=True)
    assert [text.get_text() for text in picture.figure.legends[0].get_texts()] == ["benign", "malignant"]
    assert "probability of malignant" in picture.alt
    assert "benign and malignant" in plot_decision_boundaries(THREE[:1], X, Y, classes=("benign", "malignant")).alt


def test_boundaries_count_the_points_on_the_right_side():
    panels = [("right", by_sign), ("wrong", lambda X: 1 - by_sign(X)), ("zeros", lambda X: np.zeros((1, X.shape[1])))]
    picture = plot_decision_boundaries(panels, X, Y, names=("length (cm)", "mass (g)"))
    assert [axes.get_title() for axes in picture.figure.axes] == ["right", "wrong", "zeros"]
    assert re.search(r"40 points.*right, 100\.0%; wrong, 0\.0%; zeros, 50\.0%", picture.alt)
    assert "length (cm)" in picture.alt
    for axes in picture.figure.axes:
        assert axes.get_xlabel() == "length (cm)"
        assert axes.get_xlim() == picture.figure.axes[0].get_xlim()
        assert axes.get_ylim() == picture.figure.axes[0].get_ylim()


def test_the_regions_lie_where_predict_says():
    """The pixel left of the middle has class 0's tint (blue), the one right of it class 1's (red)."""
    picture = plot_decision_boundaries([("", by_sign)], X, Y)
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    axes = picture.figure.axes[0]
    for x, bluer in [(-1.05, True), (1.05, False)]:
        across, up = picture.figure.transFigure.inverted().transform(axes.transData.transform((x, 1.05)))
        red, _, blue = image.getpixel((round(across * image.width), round((1 - up) * image.height)))
        assert (blue > red) == bluer


def test_points_of_each_class_are_drawn():
    axes = plot_decision_boundaries([("", by_sign)], X, Y).figure.axes[0]
    drawn = {item.get_label(): item.get_offsets().data for item in axes.collections if "class" in item.get_label()}
    for label in (0, 1):
        assert np.array_equal(drawn[f"class {label}"].T, X[:, Y[0] == label])


def test_the_data_are_left_as_they_were():
    kept = X.copy(), Y.copy()
    plot_decision_boundaries([("", by_sign)], X, Y)
    assert np.array_equal(X, kept[0])
    assert np.array_equal(Y, kept[1])


def test_a_predict_of_the_wrong_shape_is_named():
    with pytest.raises(ValueError, match=r"mine: predict\(X\) must give one value for each column.*\(2, 40000\)"):
        plot_decision_boundaries([("mine", lambda X: X)], X, Y)


@pytest.mark.parametrize(
    "plot",
    [
        lambda: plot_costs({}),
        lambda: plot_lines({}, xlabel="x", ylabel="y"),
        lambda: plot_paths(bowl, {}, span=((-1, 1), (-1, 1))),
        lambda: Table([], [[1]]),
    ],
)
def test_nothing_to_draw_is_an_error(plot):
    with pytest.raises(ValueError, match=r"nothing to draw|1 cells for 0 columns"):
        plot()


def test_lines_over_whole_numbers_have_whole_ticks():
    for x, whole in (range(1, 21), True), (np.linspace(1, 20, 20), False):
        ticks = plot_lines({"a": (x, range(20))}, xlabel="epoch", ylabel="y").figure.axes[0].get_xticks()
        assert np.all(ticks == np.round(ticks)) == whole


# --- images ---


def test_images_are_dark_where_the_numbers_are_large_and_each_has_its_title():
    images = np.zeros((7, 8, 8))
    images[:, :, 4:] = np.arange(1, 8)[:, None, None]
    picture = plot_images(images, [f"a {i}" for i in range(7)], columns=4)
    assert [axes.get_title() for axes in picture.figure.axes] == [f"a {i}" for i in range(7)]
    assert "7 images of 8 by 8 pixels, row by row: a 0; a 1; " in picture.alt
    page = Image.open(io.BytesIO(picture.png)).convert("L")
    shades = []
    for axes in picture.figure.axes:
        box = axes.get_position()
        y = round((1 - (box.y0 + box.y1) / 2) * page.height)
        left, right = (page.getpixel((round((box.x0 + t * box.width) * page.width), y)) for t in (0.25, 0.75))
        assert left == 255
        shades.append(right)
    assert shades == sorted(shades, reverse=True)  # one scale for all: the largest number is black
    assert shades[0] > 200
    assert shades[-1] == 0


def test_images_without_titles_are_an_error():
    with pytest.raises(ValueError, match="2 images and 1 titles"):
        plot_images(np.zeros((2, 3, 3)), ["one"])
    with pytest.raises(ValueError, match="nothing to draw"):
        plot_images(np.zeros((0, 3, 3)), [])


# --- tables ---


def test_table():
    table = Table(
        ["initialization", "cost", "iterations", "passed"],
        [["zeros", np.log(2), 15000, True], ["He", np.float64(0.0823456), np.int64(9), False]],
        caption="After training",
    )
    assert str(table) == repr(table)
    assert str(table).splitlines() == [
        "After training",
        "initialization     cost  iterations  passed",
        "--------------  -------  ----------  ------",
        "zeros            0.6931      15,000  True",
        "He              0.08235           9  False",
    ]
    assert table._repr_markdown_().splitlines() == [
        "After training",
        "",
        "| initialization | cost | iterations | passed |",
        "| :--- | ---: | ---: | :--- |",
        "| zeros | 0.6931 | 15,000 | True |",
        "| He | 0.08235 | 9 | False |",
    ]


def test_numbers_written_as_text_are_aligned_too():
    table = Table(["scheme", "iterations to 0.2"], [["zeros", "never"], ["He", "9,047"], ["Xavier", "+10,883"]])
    assert "| :--- | ---: |" in table._repr_markdown_()


@pytest.mark.parametrize(
    ("cells", "labels", "numbers"),
    [
        (["0.36 (0.25 to 0.49)", "1"], False, True),
        (["", "in 20 of 24", "7 / 2 of 10"], False, True),
        (["13", "about 15"], False, True),
        (["1e-11", "<1e-07", "1,886 (1,446–2,500)"], False, True),
        (["12", "None", "None"], False, False),
        (["8 hidden layers"], False, False),
        (["50", "1,000", "1e-20"], True, True),
        (["16 at once", "8"], True, False),
        (["0.01 to 1000"], True, False),
        (["2-5-3-1"], True, False),
        (["", ""], True, False),
    ],
)
def test_which_columns_are_of_numbers(cells, labels, numbers):
    assert are_numbers(cells, labels) == numbers


def test_labels_that_begin_with_a_number_stand_to_the_left():
    table = Table(["plan", "error"], [["16 at once", 0.1], ["8, then 8", 0.2]])
    assert "| :--- | ---: |" in table._repr_markdown_()


def test_integers_have_a_comma_for_thousands():
    assert Table(["n", "on"], [[10_000, True]]).rows == [["10,000", "True"]]
    assert Table(["n", "name"], [[np.int64(999), "1000"]]).rows == [["999", "1000"]]


def test_a_cell_cannot_break_the_table():
    markdown = Table(["a|b"], [["one\ntwo"], ["|x|"]])._repr_markdown_()
    assert markdown.splitlines() == [r"| a\|b |", "| :--- |", "| one two |", r"| \|x\| |"]


def test_a_row_of_the_wrong_length_is_named():
    with pytest.raises(ValueError, match="Row 2 of the table has 1 cells for 2 columns"):
        Table(["a", "b"], [[1, 2], [3]])


def test_an_empty_table_has_its_headings():
    assert str(Table(["a", "b"], [])) == "a  b\n-  -"
