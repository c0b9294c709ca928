"""Make the data of the figures that a reader can move, and the pictures that stand for them in print.

    python -m tools.reports.playgrounds.make

Writes <name>.json, and <name>.html: what the script draws at its first setting, taken from Chromium (playwright).
"""

import json
import shutil
from pathlib import Path

import numpy as np

from utils import overfitting, starting
from utils.activations import sigmoid
from utils.data import load_breast_cancer
from utils.gradient_descent import update_parameters_with_gd
from utils.initializers import initialize_parameters_he
from utils.network import forward_propagation
from utils.regularization import backward_propagation_with_dropout, forward_propagation_with_dropout
from utils.training import train

HERE = Path(__file__).parent
TEMPLATE = HERE.parent / "template"
CURVATURES = [0.4, 8.0]  # of the optimizers' valley: along and across


def weight_scale():
    """Standard deviations by layer, as powers of ten, for weights of several sizes."""
    scales = [0.5, 0.6, 0.707, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.25, 1.414, 1.7, 2]
    rng = np.random.default_rng(0)
    he, (X, Y) = initialize_parameters_he(starting.DEEP, rng), starting.deep_batch(np.random.default_rng(1))
    found = [starting.signals({key: scale * value for key, value in he.items()}, X, Y) for scale in scales]
    rows = {key: [[round(float(np.log10(v)), 2) for v in one[key][:20]] for one in found] for key in ("A", "dZ")}
    return {"scales": scales, "forward": rows["A"], "backward": rows["dZ"]}


def gradient_step():
    """Relative errors of two differences of e^θ at 0.5, as powers of ten."""
    steps = [round(-13 + i / 5, 1) for i in range(65)][::-1]
    h, exact = 10.0 ** np.array(steps), np.exp(0.5)
    forward = (np.exp(0.5 + h) - np.exp(0.5)) / h
    central = (np.exp(0.5 + h) - np.exp(0.5 - h)) / (2 * h)
    power = [
        [round(float(np.log10(max(abs(e / exact - 1), 1e-16))), 2) for e in errors] for errors in (forward, central)
    ]
    return {"steps": steps, "forward": power[0], "central": power[1]}


def regularization(size=24):
    """W1A2's network for each λ and keep_prob: its probabilities on a grid, 0 to 9, and its costs."""
    lambdas, keeps = [0, 0.1, 0.3, 1, 3, 10, 30], [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    data = overfitting.standardized(load_breast_cancer())
    start = initialize_parameters_he([2, 20, 10, 1], np.random.default_rng(1))
    at = np.linspace(-2.5, 3, size, endpoint=False) + 5.5 / size / 2
    grid = np.stack(np.meshgrid(at, at)).reshape(2, -1)
    runs = [_trained(data, start, lambd, keep, grid) for lambd in lambdas for keep in keeps]
    inside = [(*((x + 2.5) / 5.5).round(3).tolist(), int(y)) for x, y in zip(data.X_train.T, data.Y_train[0])]
    points = [point for point in inside if min(point[:2]) > 0 and max(point[:2]) < 1]
    return {"lambdas": lambdas, "keeps": keeps, "size": size, "runs": runs, "points": points}


def _trained(data, start, lambd, keep, grid):
    rng, m = np.random.default_rng(0), data.Y_train.size

    def backward(X, Y, cache):
        grads = backward_propagation_with_dropout(X, Y, cache, keep)
        return grads | {key: value + lambd / m * cache[key[1:]] for key, value in grads.items() if "W" in key}

    parameters, _ = train(
        data.X_train, data.Y_train, start, update=update_parameters_with_gd, learning_rate=0.3, num_iterations=5000,
        forward=lambda X, parameters: forward_propagation_with_dropout(X, parameters, rng, keep),
        backward=backward, progress=False,
    )  # fmt: skip
    probabilities = sigmoid(forward_propagation(grid, parameters)[0])
    field = "".join(map(str, np.rint(9 * probabilities[0]).astype(int)))
    costs = [overfitting.cost_on(X, Y, parameters) for X, Y in ((data.X_train, data.Y_train), (data.X_dev, data.Y_dev))]
    return {"field": field, "train": round(float(costs[0]), 3), "dev": round(float(costs[1]), 3)}


def optimizers():
    """The curvatures of the valley; the walks are computed where they are drawn."""
    return {"curvatures": CURVATURES}


MAKERS = {
    "weight-scale": weight_scale,
    "regularization": regularization,
    "gradient-step": gradient_step,
    "optimizers": optimizers,
}


def static(browser, name):
    """The figure as its script draws it at first, without the controls."""
    empty = '<div class="picture"></div><p class="says" role="status"></p>'
    page = browser.new_page()
    page.set_content(f'<div data-playground="{name}">{empty}</div>')
    data = (HERE / f"{name}.json").read_text(encoding="utf-8")
    scripts = (
        (TEMPLATE / "playground.js").read_text(encoding="utf-8"),
        (HERE / f"{name}.js").read_text(encoding="utf-8"),
    )
    page.evaluate(f"() => {{ const data = {data}; {' '.join(scripts)} }}")
    page.wait_for_selector(".picture svg")
    picture, says = page.inner_html(".picture"), page.inner_html(".says")
    return f'<div class="picture">{picture}</div><p class="says" role="status">{says}</p>\n'


def main():
    from playwright.sync_api import sync_playwright

    for name, maker in MAKERS.items():
        (HERE / f"{name}.json").write_text(json.dumps(maker(), separators=(",", ":")) + "\n", encoding="utf-8")
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in MAKERS:
            (HERE / f"{name}.html").write_text(static(browser, name), encoding="utf-8")


if __name__ == "__main__":
    main()
