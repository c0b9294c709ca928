"""The tables and figures of the notebook on TensorFlow, with stand-ins for tensors: TensorFlow is not imported."""

import subprocess
import sys

import numpy as np

from utils import tensors
from utils.data import load_digits


def test_outcomes_gives_values_and_short_errors():
    names = {"x": (1.0, 2.0), "one": SpeaksNumPy(1.0)}
    rows = tensors.outcomes(["one", "x[0] = 7", "x + 1", "x = 1"], names).rows
    assert [row[1].split(":")[0] for row in rows] == ["1.0", "TypeError", "TypeError", "done"]
    assert names["x"] == (1.0, 2.0)


class SpeaksNumPy:
    """A number that has .numpy(), as a tensor has."""

    def __init__(self, value):
        self.value = value

    def numpy(self):
        return np.float64(self.value)


def test_a_training_figure_carries_the_last_accuracies_at_its_lines():
    picture = tensors.plot_training([(2.3, 0.2, 0.1), (1.0, 0.7, 0.6), (0.1, 0.998, 0.97)])
    assert picture.png
    assert [text.get_text() for text in picture.figure.axes[1].texts] == ["training: 99.8%", "dev: 97.0%"]
    assert "0.100" in picture.alt


def test_the_hardest_images_come_first_and_say_how_they_were_read():
    digits = load_digits()
    probabilities = np.full((4, 10), 0.01)
    probabilities[np.arange(4), digits.Y_test[:4]] = [0.9, 0.2, 0.6, 0.3]
    probabilities[1, (digits.Y_test[1] + 1) % 10] = 0.7
    picture = tensors.plot_hardest(digits.X_test[:4], digits.Y_test[:4], probabilities, count=3)
    titles = [axes.get_title() for axes in picture.figure.axes]
    truth = digits.Y_test
    assert titles == [f"{truth[1]}, read as {(truth[1] + 1) % 10}", f"{truth[3]}, p = 0.30", f"{truth[2]}, p = 0.60"]


def test_accuracy_counts_rows():
    logits = np.array([[1.0, 2.0], [3.0, 1.0], [0.0, 1.0]])
    assert tensors.accuracy(logits, np.eye(2)[[1, 0, 0]]) == 2 / 3


def test_tensorflow_is_not_imported():
    code = "import sys, utils.tensors; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "tensorflow" not in run.stdout.split()
