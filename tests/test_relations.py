"""Relations: one sentence on what a wrong value is to the right one, if all wrong cases agree on it."""

import numpy as np
import pytest

from graders.checks import answer_key
from graders.checks.probes.values import by_value
from graders.checks.relations import relation

RNG = np.random.default_rng(3)


def network(*sizes):
    """X, Y and the gradients of a network, as a case has them."""
    grads = {}
    for l in range(1, len(sizes) - 1):
        grads[f"dW{l}"] = RNG.standard_normal((sizes[l + 1], sizes[l]))
        grads[f"db{l}"] = RNG.standard_normal((sizes[l + 1], 1))
    m = sizes[0]
    return RNG.standard_normal((sizes[1], m)), RNG.standard_normal((1, m)), grads


CASES = [network(7, 3, 4, 1), network(5, 2, 3, 2, 1), network(9, 2, 3)]
NAMES = ("X", "Y", "grads")
RATES = [
    (RNG.standard_normal((2, 3)), 0.9, 3),
    (RNG.standard_normal((4, 2)), 0.7, 2),
    (RNG.standard_normal((1, 2)), 0.8, 5),
]


def told(right, wrong, cases, names=(), returns=None):
    """The relation of a wrong function to the right one on the cases."""

    def measured(function):
        return [answer_key.measure(by_value, None, function, args) for args in cases]

    labels = [str(i) for i in range(len(cases))]
    exercise = answer_key.ExerciseKey(
        "f", 10, by_value, None, returns, 1e-6, labels, list(names), list(cases), measured(right), mistakes=[]
    )
    return relation(exercise, measured(wrong), names)


def changed(change, only=lambda name, L: True):
    """A function that returns the gradients, some of them changed."""

    def function(X, Y, grads):
        L = len(grads) // 2
        return {name: change(value, X.shape[1]) if only(name, L) else value for name, value in grads.items()}

    return function


GRADIENTS = {
    "Every gradient is m times what it should be, where m is the number of examples: a sum over the examples stands "
    "where their mean belongs.": changed(lambda v, m: v * m),
    "Every gradient is 1/m times what it should be, where m is the number of examples: a mean over the examples is "
    "taken where none belongs, or twice.": changed(lambda v, m: v / m),
    "Every gradient is twice what it should be.": changed(lambda v, m: 2 * v),
    "Every gradient is half of what it should be.": changed(lambda v, m: v / 2),
    "Every gradient has the wrong sign.": changed(lambda v, m: -v),
    "Every gradient is transposed.": changed(lambda v, m: v.T.copy(), lambda name, L: True),
    "Every bias gradient is twice what it should be.": changed(lambda v, m: 2 * v, lambda name, L: name[1] == "b"),
    "Every bias gradient has the right numbers in another shape.": changed(
        lambda v, m: v.ravel(), lambda name, L: name[1] == "b"
    ),
    "dW1 is transposed.": changed(lambda v, m: v.T.copy(), lambda name, L: name == "dW1"),
    "Only the gradients of the biases are wrong.": changed(lambda v, m: np.cos(v), lambda name, L: name[1] == "b"),
    "Only the gradients of the weights are wrong.": changed(lambda v, m: np.cos(v), lambda name, L: name[1] == "W"),
    "Only the last layer is wrong.": changed(lambda v, m: np.cos(v), lambda name, L: name[2:] == str(L)),
    "Only the first layer is wrong.": changed(lambda v, m: np.cos(v), lambda name, L: name[2:] == "1"),
}


@pytest.mark.parametrize("sentence", GRADIENTS)
def test_what_the_gradients_have_in_common(sentence):
    cases = CASES[:2] if "transposed" in sentence or "first" in sentence else CASES
    assert told(changed(lambda v, m: v), GRADIENTS[sentence], cases, NAMES) == sentence


AVERAGES = {
    "The answer is beta times what it should be.": lambda v, beta, t: v * beta,
    "The answer is 1/beta times what it should be.": lambda v, beta, t: v / beta,
    "The answer is (1 - beta) times what it should be.": lambda v, beta, t: v * (1 - beta),
    "The answer is (1 - beta ** t) times what it should be.": lambda v, beta, t: v * (1 - beta**t),
    "The answer is 1/(1 - beta ** t) times what it should be.": lambda v, beta, t: v / (1 - beta**t),
}


@pytest.mark.parametrize("sentence", AVERAGES)
def test_a_ratio_is_named_by_the_arguments(sentence):
    wrong = AVERAGES[sentence]
    assert told(lambda v, beta, t: v, wrong, RATES, ("v", "beta", "t")) == sentence
    assert told(lambda v, beta, t: v, wrong, RATES) is None


def test_a_cost_that_is_a_sum():
    right, wrong = lambda X, Y, grads: float(np.mean(X**2)), lambda X, Y, grads: float(np.mean(X**2) * X.shape[1])
    assert told(right, wrong, CASES, NAMES).startswith("The answer is m times what it should be, where m is")


def test_parts_of_a_tuple_are_called_by_their_names():
    right, wrong = lambda v, beta, t: (v, v + 1), lambda v, beta, t: (v, -v - 1)
    assert told(right, wrong, RATES, returns=("parameters", "velocity")) == "velocity has the wrong sign."


def test_parts_of_tuples_in_a_list_are_called_by_their_names():
    right, wrong = lambda v, beta, t: [(v, v + 1)] * 3, lambda v, beta, t: [(v, v + 1), (v, -v - 1), (v, v + 1)]
    assert told(right, wrong, RATES, returns=("X of {}", "Y of {}")) == "Y of 2 has the wrong sign."


@pytest.mark.parametrize(
    "wrong",
    [
        lambda v, beta, t: np.cos(v),
        lambda v, beta, t: v * (beta if t > 2 else 2),  # another ratio in each case
        lambda v, beta, t: v * 3.21,
        lambda v, beta, t: v * np.nan,
        lambda v, beta, t: v * 0,
        lambda v, beta, t: None,
        lambda v, beta, t: [v],
        lambda v, beta, t: {"W1": v},
        lambda v, beta, t: v[99],
        lambda v, beta, t: v.astype(str),
        lambda v, beta, t: v[:, :1],
        lambda v, beta, t: v,
    ],
)
def test_nothing_is_told_unless_it_is_sure(wrong):
    assert told(lambda v, beta, t: v, wrong, RATES, ("v", "beta", "t")) is None


def test_a_ratio_that_fits_two_names_tells_nothing():
    halves = [(v, 0.5, t) for v, _, t in RATES]
    assert told(lambda v, beta, t: v, lambda v, beta, t: v / 2, halves, ("v", "beta", "t")) is None


def test_one_number_in_one_case_tells_nothing():
    assert told(lambda x: x, lambda x: 2 * x, [(3.0,)], ("x",)) is None


def test_a_layer_that_is_wrong_in_a_few_cases_tells_nothing():
    last = GRADIENTS["Only the last layer is wrong."]

    def wrong(X, Y, grads):
        return last(X, Y, grads) if X.shape[1] == 5 else grads

    assert told(changed(lambda v, m: v), wrong, CASES, NAMES) is None


def test_a_relation_must_hold_in_all_wrong_cases():
    def wrong(v, beta, t):
        return -v if t == 3 else np.cos(v)

    assert told(lambda v, beta, t: v, wrong, RATES, ("v", "beta", "t")) is None
    assert told(lambda v, beta, t: v, lambda v, beta, t: -v if t == 3 else v, RATES) == "The answer has the wrong sign."
