"""repaired_backward_propagation: the backward pass of three layers that the notebook hands out with two bugs."""

import numpy as np

from graders.checks.probes.gradients import gradients
from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w1a3.networks import label, lively_network
from utils.activations import sigmoid
from utils.network import forward_propagation


def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    dW3 = dZ3 @ cache["A2"].T
    db3 = np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = (cache["W3"].T @ dZ3) * (cache["A2"] > 0)
    dW2 = dZ2 @ cache["A1"].T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = (cache["W2"].T @ dZ2) * (cache["A1"] > 0)
    dW1 = dZ1 @ cache["A0"].T
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


def cases(rng):
    """Three networks, and one with an example that gives logits of exactly 0 in both hidden layers."""
    found = []
    for layers_dims in ([3, 4, 3, 1], [2, 3, 3, 1], [4, 2, 3, 1]):
        m = int(rng.integers(4, 8))
        _, X, Y, cache, _ = lively_network(rng, layers_dims, m)
        found.append(Case(label(layers_dims, f"{m} examples"), (X, Y, cache)))
    what = label([3, 4, 3, 1], "6 examples", "one of which gives a Z of exactly 0")
    return [*found, Case(what, at_the_kink(rng))]


def at_the_kink(rng):
    """X, Y, cache: the first example is 0. Its Z1 is 0 in every unit, its Z2 in the first unit and positive below."""
    parameters, X, Y, _, _ = lively_network(rng, [3, 4, 3, 1], 6)
    X = X * (np.arange(6) > 0)
    parameters["b1"] = np.zeros((4, 1))
    parameters["b2"] = np.abs(parameters["b2"]) * (np.arange(3)[:, np.newaxis] > 0)
    return X, Y, forward_propagation(X, parameters)[1]


MASK1, MASK2 = '(cache["A1"] > 0)', '(cache["A2"] > 0)'
ON_AT_ZERO1, ON_AT_ZERO2 = f'{MASK1} -> (cache["Z1"] >= 0)', f'{MASK2} -> (cache["Z2"] >= 0)'
MASK_BUG, BIAS_BUG = f'{MASK1} -> (cache["A1"] >= 0)', "db2 = np.sum -> db2 = np.mean"
SUM_DB2 = "np.sum(dZ2, axis=1, keepdims=True)"

AT_ZERO = "Your derivative of ReLU is 1 where Z is exactly 0. Take it as 0 there, as the docstring says."

repair = Exercise(
    repaired_backward_propagation,
    points=10,
    cases=cases,
    probe=gradients,
    mistakes={
        (MASK_BUG, BIAS_BUG): "Both bugs are still there. Run your `gradient_check_n` on this pass to see where.",
        MASK_BUG: "One of the two bugs is still there. What stands between layers 2 and 1, and what should pass it?",
        BIAS_BUG: "One of the two bugs is still there. A single gradient is wrong. Look at that one line.",
        '"].T\n -> "].T / m\n': "The gradients of the weights are divided by m twice. Is it in dZ3, and again in dW?",
        f"{SUM_DB2} -> np.sum(dZ2, axis=1)": "db2 has lost an axis. With `keepdims` it stays a column.",
        "> 0) -> >= 0)": "The line of dZ2 was right, and has been changed. dW2, made from it, was right too.",
        **dict.fromkeys([(ON_AT_ZERO1, ON_AT_ZERO2), ON_AT_ZERO1, ON_AT_ZERO2], AT_ZERO),
        f"{SUM_DB2} -> np.sum(dZ2, keepdims=True)": "db2 is summed over the units too. Sum over the examples only.",
        (f") * {MASK2} -> ).clip(0)", f") * {MASK1} -> ).clip(0)"): "ReLU itself is applied. Use its derivative.",
        f'{MASK1} -> cache["A1"]': "dZ1 is multiplied by A1. It needs the derivative of ReLU, which is 0 or 1.",
        f'{MASK1} -> (cache["Z1"] < 0)': "The mask of layer 1 is inverted: it lets through the units that are off.",
        "sigmoid( -> (": families.FROM_LOGITS,
    }
    | families.backward_pass(any_depth=False),
    equivalent={"cache['W3'].T @ dZ3 -> cache['W3'].T * dZ3": "a column times a row: the outer product"},
)
