"""The figures of the notebook on gradient checking: what they say, and that their labels stay inside."""

import numpy as np
import pytest

from utils import checking
from utils import gradient_check as reference
from utils.backward import backward_propagation
from utils.data import load_circles

DATA = load_circles()
X, Y = DATA.X_train[:, :5], DATA.Y_train[:, :5]
PARAMETERS = checking.random_parameters([2, 10, 5, 1], np.random.default_rng(0))
FIGURES = {
    "chords": lambda: checking.plot_chords(
        reference.logistic_cost, reference.logistic_slope, x=2.0, theta=0.3, step=0.8
    ),
    "steps": lambda: checking.plot_steps(reference.gradient_check, reference.logistic_cost, reference.logistic_slope),
    "kink": lambda: checking.plot_kink(reference.gradient_check_n, backward_propagation, PARAMETERS, X, Y),
    "alarms": lambda: checking.plot_false_alarms(
        reference.gradient_check_n, backward_propagation, X, Y, examples=(5, 2), networks=2
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_labels_stay_inside_the_figure_and_off_each_other(name):
    picture = FIGURES[name]()
    assert picture.png
    figure = picture.figure
    figure.draw_without_rendering()  # again at the resolution of the screen
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    width, height = figure.get_size_inches() * figure.dpi
    for i, box in enumerate(boxes):
        assert 0 <= box.x0 < box.x1 <= width
        assert 0 <= box.y0 < box.y1 <= height
        assert not any(box.overlaps(other) for other in boxes[:i])


def test_the_chords_carry_their_slopes():
    slopes = [text.get_text() for text in FIGURES["chords"]().figure.axes[0].texts]
    assert slopes[:3] == ["tangent: slope 1.29", "forward difference: slope 1.58", "central difference: slope 1.24"]


def test_a_verdict_is_by_the_thresholds_that_the_text_gives():
    assert [checking.verdict(d) for d in (9e-8, 1e-7, 9e-4, 1e-3)] == ["right", "look closer", "look closer", "WRONG"]
