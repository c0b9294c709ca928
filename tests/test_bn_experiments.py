"""What the experiments of W2A2 are made of, and its pictures of two panels."""

import numpy as np
import pytest

from utils import bn_experiments as experiments
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation
from utils.panels import plot_panels


@pytest.fixture(scope="module")
def data():
    return experiments.parity(np.random.default_rng(0), centred=True)


def test_a_split_has_no_image_twice_and_is_centred_on_its_training_images(data):
    assert data.X_train.shape == (64, 800)
    assert data.X_test.shape == (64, 600)
    np.testing.assert_allclose(data.X_train.mean(axis=1), 0, atol=1e-12)
    assert np.abs(data.X_test.mean(axis=1)).max() > 1e-3, "its own mean stays in it"
    images = {column.tobytes() for column in np.hstack([data.X_train, data.X_test]).round(9).T}
    assert len(images) > 1390, "a few scans look the same"
    assert set(np.unique(data.Y_train)) == {0, 1}


def test_training_in_a_stack_is_training_one_by_one(data):
    starts = [experiments.random_start([64, 5, 1], "He", np.random.default_rng(seed)) for seed in (1, 2)]
    how = {"forward": forward_propagation, "backward": backward_propagation, "learning_rate": 0.1, "epochs": 2}
    stacked = {name: np.stack([start[name] for start in starts]) for name in starts[0]}
    _, together = experiments.fit(data, stacked, rng=np.random.default_rng(5), **how)
    for k, start in enumerate(starts):
        _, alone = experiments.fit(data, start, rng=np.random.default_rng(5), **how)
        np.testing.assert_allclose(together[:, k], alone, rtol=1e-10)


def test_a_cost_that_is_no_number_counts_as_the_ceiling():
    assert experiments.last_cost(np.array([0.5, np.nan])) == 10
    assert experiments.last_cost(np.array([0.5, 30.0])) == 10
    assert experiments.last_cost(np.array([9.0, 0.25])) == 0.25


def test_relative_differences_tell_right_from_wrong(data):
    parameters = experiments.random_start([64, 2, 1], "He", np.random.default_rng(3))
    parameters |= {"b1": np.full((2, 1), 0.3), "b2": np.full((1, 1), -0.2)}
    X, Y = data.X_train[:, :9], data.Y_train[:, :9]
    grads = backward_propagation(X, Y, forward_propagation(X, parameters)[1])

    def cost(changed):
        return compute_cost(forward_propagation(X, changed)[0], Y)

    assert experiments.relative_differences(cost, parameters, grads) < 1e-7
    assert experiments.relative_differences(cost, parameters, grads | {"dW1": 2 * grads["dW1"]}) > 1e-2


def helper():
    return 1


def outer():
    return helper() + 1


def test_a_function_can_call_another_one():
    assert experiments.calling(outer, helper=lambda: 10)() == 11
    assert outer() == 2


def test_panels_say_what_they_show_and_a_label_keeps_its_colour():
    x = np.array([1, 10, 100])
    picture = plot_panels(
        {"one": {"a": (x, x)}, "two": {"b": (x, x), "a": (x, 3 * x)}}, xlabel="n", ylabel="m", log="xy"
    )
    assert "two, a: first 3, lowest 3, last 300" in picture.alt
    first, second = picture.figure.axes
    assert first.lines[0].get_color() == second.lines[1].get_color() != second.lines[0].get_color()
    assert picture.png.startswith(b"\x89PNG")


def test_a_panel_without_lines_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        plot_panels({"one": {}}, xlabel="n", ylabel="m")
