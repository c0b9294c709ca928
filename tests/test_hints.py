"""Hints: a small edit of a student's own wrong function tells the line and the kind of the mistake, or nothing."""

import textwrap

import numpy as np
import pytest

from graders.checks import answer_key, hints
from graders.checks.probes.values import by_value

X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])
Y = np.array([[1.0, 2.0, -1.0]])
W = np.array([[0.3, -0.2], [0.1, 0.7], [-0.4, 0.6]])
P = {"W1": W, "b1": np.array([[0.1], [0.2], [0.3]]), "W2": Y, "b2": np.array([[0.4]])}
G = {"d" + name: value + 0.5 for name, value in P.items()}


def key(right, *args, returns=None):
    """An ExerciseKey made by hand: the cases are args, and what is expected is what `right` gives."""
    expected = [answer_key.measure(by_value, None, right, case) for case in args]
    labels = [f"case {i}" for i in range(len(args))]
    return answer_key.ExerciseKey("f", 10, by_value, None, returns, 1e-9, labels, list(args), expected, [])


def defined(source, file=None, **names):
    """The function f of a cell, as a notebook would define it; file: a temporary folder for its source."""
    namespace = {"np": np, "__name__": "__main__", **names}
    path = file / f"cell{abs(hash(source))}.py"
    path.write_text(textwrap.dedent(source), encoding="utf-8")
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), namespace)
    return namespace["f"]


def loop(body):
    return f"def f(p, g):\n    new = {{}}\n    for k in p:\n        {body}\n    return new\n"


MEAN = [(X,), (3 * X[:, :2],)]
STEP = [(P, G), ({"W1": X}, {"dW1": X**2})]
# family: (right, wrong, the cases, the lines of the hint)
FAMILIES = {
    "call": ("def f(x):\n    return x.sum()", "def f(x):\n    return np.sqrt(x.sum())", [(X**2,), (X[:1] ** 2,)], (2,)),
    "operator": (loop("new[k] = p[k] * g['d' + k]"), loop("new[k] = p[k] / g['d' + k]"), STEP, (4,)),
    "operand": (loop("new[k] = p[k] * g['d' + k]"), loop("new[k] = p[k] * g['d' + k] + p[k]"), STEP, (4,)),
    "parentheses": (
        "def f(x):\n    return x / (np.abs(x) + 0.5)",
        "def f(x):\n    return x / np.abs(x) + 0.5",
        MEAN,
        (2,),
    ),
    "function": ("def f(x):\n    return np.mean(x)", "def f(x):\n    return np.sum(x)", MEAN, (2,)),
    "sign": (loop("new[k] = p[k] - g['d' + k]"), loop("new[k] = p[k] + g['d' + k]"), STEP, (4,)),
    "name": (
        "def f(x, y, z):\n    a = x + y\n    return a * z",
        "def f(x, y, z):\n    a = x + y\n    return a * y",
        [(2.0, 3.0, 5.0), (X, X * 2, X**2)],
        (3,),
    ),
    "factor": (
        "def f(x, rate):\n    y = x**2\n    return np.cos(y) * rate + y",
        "def f(x, rate):\n    y = x**2\n    return np.cos(y) + y",
        [(X, 0.3), (X + 1, 0.2)],
        (3,),
    ),
    "constant": ("def f(x):\n    return np.cos(2 * x)", "def f(x):\n    return np.cos(3 * x)", MEAN, (2,)),
    "condition": (
        loop("new[k] = p[k] + 1"),
        loop("if k.startswith('W'):\n            new[k] = p[k] + 1"),
        STEP,
        (4,),
    ),
    "argument": (
        loop("new[k] = p[k] - g['d' + k]"),
        "def f(p, g):\n    for k in p:\n        p[k] -= g['d' + k]\n    return p\n",
        STEP,
        (3,),
    ),
    "comparison": ("def f(x):\n    return x * (x > 0)", "def f(x):\n    return x * (x < 0)", MEAN, (2,)),
    "dtype": (
        "def f(x):\n    y = np.zeros(x.shape)\n    y[0] = x[0]\n    return y",
        "def f(x):\n    y = np.zeros(x.shape, dtype=int)\n    y[0] = x[0]\n    return y",
        MEAN,
        (2,),
    ),
    "off by one": (
        "def f(sizes):\n    return [sizes[l] * sizes[l - 1] for l in range(1, len(sizes))]",
        "def f(sizes):\n    return [sizes[l] * sizes[l - 2] for l in range(1, len(sizes))]",
        [([2, 3, 5, 7],), ([1, 4, 6, 9],)],
        (2,),
    ),
    "arguments": (
        "def f(x, y):\n    return np.arctan2(x, y)",
        "def f(x, y):\n    return np.arctan2(y, x)",
        [(1.0, 2.0), (X, X[::-1])],
        (2,),
    ),
    "order": (
        "def f(x):\n    return x + 1, x * 2",
        "def f(x):\n    return x * 2, x + 1",
        MEAN,
        (2,),
    ),
    "range": (
        "def f(p):\n    L = len(p) // 2\n    return [np.sum(p[f'W{l}']) for l in range(1, L + 1)]",
        "def f(p):\n    L = len(p) // 2\n    return [np.sum(p[f'W{l}']) for l in range(1, L)]",
        [(P,), ({"W1": X, "b1": X},)],
        (3,),
    ),
    "power": (
        "def f(x):\n    a = np.cos(x)\n    return 1 / np.sqrt(a + 2)",
        "def f(x):\n    a = np.cos(x)\n    return 1 / (a + 2)",
        MEAN,
        (3,),
    ),
    "key": (
        "def f(p, g):\n    return np.sum(p['W1']) + np.sum(g['db1'])",
        "def f(p, g):\n    return np.sum(p['W1']) + np.sum(g['dW1'])",
        [(P, G), ({"W1": X}, {"db1": X + 1, "dW1": X})],
        (2,),
    ),
    "axis": (
        "def f(x):\n    return np.sum(x, axis=1, keepdims=True)",
        "def f(x):\n    return np.sum(x, axis=1)",
        MEAN,
        (2,),
    ),
    "transpose": ("def f(w, x):\n    return w @ x.T", "def f(w, x):\n    return w @ x", [(X, X), (Y, Y)], (2,)),
    "place": (
        "def f(p, g):\n    new = {}\n    for k in p:\n        new[k] = p[k] + 1\n    return new\n",
        "def f(p, g):\n    new = {}\n    for k in p:\n        new[k] = p[k] + 1\n        return new\n",
        STEP,
        (5,),
    ),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hint_names_the_line_and_the_kind_of_the_mistake(family, tmp_path):
    right, wrong, cases, lines = FAMILIES[family]
    exercise = key(defined(right, tmp_path), *cases)
    assert hints.search(defined(right, tmp_path), exercise) is None
    hint = hints.search(defined(wrong, tmp_path), exercise, seconds=20)
    assert (hint.lines, hint.family) == (lines, family)
    assert hint.text.startswith(f"Look at line {lines[0]}, `{wrong.splitlines()[lines[0] - 1].strip()}`: ")
