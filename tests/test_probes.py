"""Draws that look right and are not independent are told so; right draws of every kind are accepted.

Each function is looked at with 12 seeds, on cases that are smaller than those of the exercises or as large.
"""

import math
import re
import sys
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from graders.build_key import public_key
from graders.checks import answer_key, codec
from graders.checks.compare import Measured, difference
from graders.checks.probes import randomness
from graders.checks.probes.dropout import dropout
from graders.checks.probes.gradients import gradients
from graders.checks.probes.initialization import dependences, four_draws, initial_parameters
from graders.checks.probes.mini_batches import mini_batches
from graders.checks.probes.searches import halved
from graders.checks.probes.values import VARYING, by_value, in_used_memory, without_chance
from graders.checks.problem import find_problem
from graders.exercises import find, names
from utils import initializers, minibatches, regularization
from utils.activations import relu

SEEDS = range(12)


def faults(probe, function, args, expected=None):
    """The words for everything that is wrong with function on args, expected: a right measurement, if there is one."""

    call = partial(four_draws, function) if probe is initial_parameters else function

    def answering(*args):
        return codec.copy(call(*args))

    seen = probe(answering, codec.copy(args))
    told = {n: v for n, v in seen.items() if v is True or n in (expected or {})}
    words = [difference((expected or {}).get(name, False), value, 1e-5, name) for name, value in told.items()]
    return [word for word in words if word]


# -- dropout -----------------------------------------------------------------------------------------------------------


def dropout_case(seed, dims=(2, 25, 25, 1), m=120, keep_prob=0.63):
    rng = np.random.default_rng([seed, 1])
    parameters = {}
    for l, (before, n) in enumerate(pairwise(dims), 1):
        parameters[f"W{l}"], parameters[f"b{l}"] = rng.standard_normal((n, before)), rng.standard_normal((n, 1))
    return rng.standard_normal((dims[0], m)), parameters, np.random.default_rng([seed, 2]), keep_prob


def with_masks(draw):
    """Dropout with masks from draw(rng, shape, keep_prob)."""

    def function(X, parameters, rng, keep_prob):
        L, A, cache = len(parameters) // 2, X, {"A0": X, **parameters}
        for l in range(1, L + 1):
            Z = cache[f"Z{l}"] = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
            if l < L:
                D = cache[f"D{l}"] = draw(rng, Z.shape, keep_prob)
                A = cache[f"A{l}"] = relu(Z) * D / keep_prob
        return Z, cache

    return function


def of_exact_rows(rng, shape, p):
    ranks = np.argsort(np.argsort(rng.random(shape), axis=1), axis=1)
    return ranks < round(p * shape[1])


def of_exact_share(rng, shape, p):
    n = math.prod(shape)
    return (rng.permutation(n) < round(p * n)).reshape(shape)


def repeated(rng, shape, p, axis):
    half = list(shape)
    half[axis] = -(-shape[axis] // 2)
    return np.repeat(rng.random(half) < p, 2, axis=axis)[: shape[0], : shape[1]]


def in_halves(rng, shape, p):
    return np.tile(rng.random((-(-shape[0] // 2), shape[1])) < p, (2, 1))[: shape[0]]


def antithetic(rng, shape, p):
    u = rng.random((-(-shape[0] // 2), shape[1]))
    return np.vstack([u, 1 - u])[: shape[0]] < p


def in_stripes(rng, shape, p):
    """Each entry is like the one before in half of the cases."""
    D = rng.random(shape) < p
    for j in range(1, shape[1]):
        again = rng.random(shape[0]) < 0.5
        D[:, j] = np.where(again, D[:, j - 1], D[:, j])
    return D


def with_rates(rng, shape, p):
    return rng.random(shape) < p + np.where(np.arange(shape[0])[:, None] % 2, -0.2, 0.2)


def with_twin_units(rng, shape, p):
    D = rng.random(shape) < p
    D[-1] = D[0]
    return D


def with_twin_examples(rng, shape, p):
    D = rng.random(shape) < p
    D[:, -1] = D[:, 3]
    return D


DEPENDENT_MASKS = {
    "exact rows": (of_exact_rows, "in layer 1, every unit is dropped in the same number of examples"),
    "exact columns": (
        lambda rng, s, p: of_exact_rows(rng, s[::-1], p).T,
        "every example loses the same number of units",
    ),
    "pairs of units": (lambda *args: repeated(*args, axis=0), "in layer 1, neighbouring units are dropped together"),
    "pairs of examples": (lambda *args: repeated(*args, axis=1), "neighbouring examples lose the same units"),
    "halves": (in_halves, "some units are always dropped together|depends on other units"),
    "antithetic": (antithetic, "depends on other units|the same number of units"),
    "sorted by units": (
        lambda rng, s, p: np.sort(rng.random(s) < p, axis=0),
        "dropped much more often|neighbouring",
    ),
    "sorted by examples": (
        lambda rng, s, p: np.sort(rng.random(s) < p, axis=1),
        "lose many more units|neighbouring",
    ),
    "rates of their own": (with_rates, "in layer 1, some units are dropped much more often than others"),
    "stripes": (in_stripes, "neighbouring examples lose the same units|dropped much more often"),
    "twin units": (with_twin_units, "in layer 1, some units are always dropped together"),
    "twin examples": (with_twin_examples, "some examples always have the same masks"),
}


@pytest.mark.parametrize(("draw", "words"), DEPENDENT_MASKS.values(), ids=DEPENDENT_MASKS)
def test_dependent_masks_are_told_so(draw, words):
    for seed in SEEDS:
        found = faults(dropout, with_masks(draw), dropout_case(seed))
        assert found
        assert any(part in found[0] for part in words.split("|"))


def test_masks_that_keep_exactly_a_share_are_told_so():
    for seed in SEEDS:
        case = dropout_case(seed, (5, 25, 20, 25, 1), 110, 0.87)
        assert faults(dropout, with_masks(of_exact_share), case) == ["every mask keeps exactly the same share"]


def test_a_mask_that_follows_the_layer_before_is_told_so():
    def function(X, parameters, rng, keep_prob):
        u = rng.random((40, X.shape[1]))
        return with_masks(lambda rng, s, p: np.where(rng.random(s) < 0.5, u[: s[0]], rng.random(s)) < p)(
            X, parameters, rng, keep_prob
        )

    for seed in SEEDS:
        found = faults(dropout, function, dropout_case(seed))
        assert found == ["the mask of layer 2 depends on that of layer 1"]


def test_masks_that_stay_the_same_in_every_call_are_told_so():
    """The first layer draws, and the second has a seed of its own."""

    def function(X, parameters, rng, keep_prob):
        return with_masks(lambda rng_, s, p: (rng_ if s[0] == 24 else np.random.default_rng(3)).random(s) < p)(
            X, parameters, rng, keep_prob
        )

    for seed in SEEDS:
        found = faults(dropout, function, dropout_case(seed, (2, 24, 25, 1)))
        assert found == ["the masks of a second call depend on those of the first"]


def in_single_precision(X, parameters, rng, keep_prob):
    X, keep_prob = X.astype(np.float32), np.float32(keep_prob)
    parameters = {name: value.astype(np.float32) for name, value in parameters.items()}
    return with_masks(lambda rng, s, p: (rng.random(s, dtype=np.float32) < p).astype(np.float32))(
        X, parameters, rng, keep_prob
    )


RIGHT_MASKS = {
    "reference": regularization.forward_propagation_with_dropout,
    "binomial": with_masks(lambda rng, s, p: rng.binomial(1, p, s)),
    "choice": with_masks(lambda rng, s, p: rng.choice([0.0, 1.0], s, p=[1 - p, p])),
    "transposed": with_masks(lambda rng, s, p: (rng.random(s[::-1]) < p).T),
    "one by one": with_masks(
        lambda rng, s, p: np.array([[rng.random() < p for _ in range(s[1])] for _ in range(s[0])])
    ),
    "a child": with_masks(lambda rng, s, p: rng.spawn(1)[0].random(s) < p),
    "single precision": in_single_precision,
}


@pytest.mark.parametrize("function", RIGHT_MASKS.values(), ids=RIGHT_MASKS)
@pytest.mark.parametrize("keep_prob", [0.5, 0.9, 1.0])
def test_right_masks_are_accepted(function, keep_prob):
    for seed in SEEDS:
        case = dropout_case(seed, keep_prob=keep_prob)
        expected = dropout(regularization.forward_propagation_with_dropout, codec.copy(case))
        assert not faults(dropout, function, case, expected)


# -- mini-batches ------------------------------------------------------------------------------------------------------


def batches_case(seed, m=155, size=30):
    rng = np.random.default_rng([seed, 1])
    X, Y = rng.standard_normal((3, m)), (rng.random((1, m)) < 0.5).astype(float)
    return X, Y, np.random.default_rng([seed, 2]), size


def in_order(make):
    """Mini-batches of the order make(rng, m, size)."""

    def function(X, Y, rng, size):
        order = np.asarray(make(rng, X.shape[1], size))
        return [(X[:, order[i : i + size]], Y[:, order[i : i + size]]) for i in range(0, len(order), size)]

    return function


def blocks(rng, m, size, mixed=True):
    """The order of consecutive blocks, shuffled within and as wholes, the short one last."""
    found = [np.arange(i, min(i + size, m)) for i in range(0, m, size)]
    short = [block for block in found if len(block) < size]
    whole = [block for block in found if len(block) == size]
    shuffled = [whole[i] for i in rng.permutation(len(whole))] + short
    return np.concatenate([rng.permutation(block) if mixed else block for block in shuffled])


def affine(rng, m, size):
    step = int(rng.choice([a for a in range(7, m - 7) if math.gcd(a, m) == 1]))
    return (step * np.arange(m) + rng.integers(m)) % m


def swapped(rng, m, size):
    order = np.arange(m)
    for _ in range(m // 8):
        i, j = rng.integers(m, size=2)
        order[[i, j]] = order[[j, i]]
    return order


def dealt(rng, m, size):
    n = -(-m // size)
    return sorted(range(m), key=lambda i: (i % n, rng.random()))


def turned(rng, m, size):
    return np.roll(np.random.default_rng(4).permutation(m), size * int(rng.integers(1, m // size)))


TOGETHER = "examples that were neighbours, or a fixed distance apart, stay in the same mini-batch"
UNSHUFFLED = "the mini-batches hold the same examples as without a shuffle"
STEPS = "examples follow the ones that they followed before, or all at the same distance"
STAYING = "many examples stay where they are without a shuffle"
SECOND = "the mini-batches of a second call depend on those of the first"
FIXED = "another generator gives the same answer"
DEPENDENT_ORDERS = {
    "blocks": (blocks, 30, (TOGETHER, UNSHUFFLED)),
    "blocks as they are": (lambda rng, m, size: blocks(rng, m, size, mixed=False), 30, (TOGETHER, UNSHUFFLED)),
    "small blocks": (lambda rng, m, size: blocks(rng, m, 5), 30, (TOGETHER,)),
    "within mini-batches": (
        lambda rng, m, size: np.concatenate([rng.permutation(range(i, min(i + size, m))) for i in range(0, m, size)]),
        30,
        (UNSHUFFLED,),
    ),
    "turned round": (lambda rng, m, size: np.roll(np.arange(m), int(rng.integers(40, 110))), 30, (TOGETHER,)),
    "affine": (affine, 30, (TOGETHER,)),
    "affine, one by one": (affine, 1, (STEPS,)),
    "pairs, one by one": (lambda rng, m, size: blocks(rng, m, 2, mixed=False), 1, (STEPS,)),
    "nearly in order": (
        lambda rng, m, size: np.argsort(np.arange(m) + 8 * rng.standard_normal(m)),
        30,
        (TOGETHER, STAYING),
    ),
    "a few swaps": (swapped, 30, (TOGETHER, STAYING)),
    "half of it": (
        lambda rng, m, size: np.concatenate([rng.permutation(m // 2), np.arange(m // 2, m)]),
        30,
        (TOGETHER, STAYING),
    ),
    "dealt like cards": (dealt, 30, (TOGETHER,)),
    "one order, turned": (turned, 31, (SECOND, FIXED)),
}


@pytest.mark.parametrize(("make", "size", "words"), DEPENDENT_ORDERS.values(), ids=DEPENDENT_ORDERS)
def test_orders_that_do_not_mix_are_told_so(make, size, words):
    for seed in SEEDS:
        found = faults(mini_batches, in_order(make), batches_case(seed, size=size))
        assert found
        assert found[0] in words


def shuffled_list(rng, m, size):
    order = list(range(m))
    rng.shuffle(order)
    return order


def sorted_within(rng, m, size):
    order = rng.permutation(m)
    return np.concatenate([np.sort(order[i : i + size]) for i in range(0, m, size)])


def in_single_batches(X, Y, rng, size):
    found = minibatches.random_mini_batches(X, Y, rng, size)
    return [(X.astype(np.float32), Y.astype(np.float32)) for X, Y in found]


RIGHT_ORDERS = {
    "reference": minibatches.random_mini_batches,
    "shuffle": in_order(shuffled_list),
    "argsort": in_order(lambda rng, m, size: np.argsort(rng.random(m))),
    "choice": in_order(lambda rng, m, size: rng.choice(m, m, replace=False)),
    "sorted within": in_order(sorted_within),
    "a child": in_order(lambda rng, m, size: rng.spawn(1)[0].permutation(m)),
    "single precision": in_single_batches,
}


@pytest.mark.parametrize("function", RIGHT_ORDERS.values(), ids=RIGHT_ORDERS)
@pytest.mark.parametrize(("m", "size"), [(155, 30), (128, 64), (45, 1), (50, 64), (65, 64), (3, 2)])
def test_right_orders_are_accepted(function, m, size):
    for seed in SEEDS:
        case = batches_case(seed, m, size)
        expected = mini_batches(minibatches.random_mini_batches, codec.copy(case))
        assert not faults(mini_batches, function, case, expected)


def test_one_mini_batch_of_all_examples_needs_no_shuffle():
    case = batches_case(1, 50, 64)
    expected = mini_batches(minibatches.random_mini_batches, codec.copy(case))
    assert not faults(mini_batches, in_order(lambda rng, m, size: np.arange(m)), case, expected)


# -- initial weights ---------------------------------------------------------------------------------------------------


def drawn(draw, scale=True):
    """He's parameters of draw(rng, n, n_before), standard normal."""

    def function(layers_dims, rng):
        parameters = {}
        for l, (before, n) in enumerate(pairwise(layers_dims), 1):
            parameters[f"W{l}"] = draw(rng, n, before) * np.sqrt(2 / before)
            parameters[f"b{l}"] = np.zeros((n, 1))
        return parameters

    return function


def normal(rng, n, m):
    return rng.standard_normal((n, m))


def over(scale):
    """Normal weights over scale(w)."""

    def draw(rng, n, m):
        w = normal(rng, n, m)
        return w / scale(w) if w.size > 1 else w

    return draw


def less(mean):
    def draw(rng, n, m):
        w = normal(rng, n, m)
        return w - mean(w)

    return draw


def with_opposites(rng, n, m):
    w = normal(rng, n, m).ravel()
    half = w.size // 2
    w[half : 2 * half] = -rng.permutation(w[:half])
    return rng.permutation(w).reshape(n, m)


def smoothed(rng, n, m):
    w = rng.standard_normal(n * m + 1)
    return ((w[1:] + w[:-1]) / np.sqrt(2)).reshape(n, m)


def with_loud_rows(rng, n, m):
    s = np.where(np.arange(n)[:, None] % 2, 1.3, 0.5)
    return normal(rng, n, m) * s / np.sqrt(np.mean(s * s))


def leaning(rng, n, m):
    return 0.8 * normal(rng, n, m) + 0.6 * normal(rng, n, 1)


def with_twin_rows(rng, n, m):
    w = normal(rng, n, m)
    w[-1] = 1.0001 * w[0]
    return w


def from_one_stream(layers_dims, rng):
    stream = rng.standard_normal(max(n * m for n, m in pairwise(layers_dims)))
    return drawn(lambda rng, n, m: stream[: n * m].reshape(n, m))(layers_dims, rng)


def first_layer_fixed(layers_dims, rng):
    parameters = initializers.initialize_parameters_he(layers_dims, rng)
    fixed = initializers.initialize_parameters_he(layers_dims, np.random.default_rng(1))
    return parameters | {"W1": fixed["W1"] + 1e-3 * parameters["W1"]}


OWN_DEVIATION = "the weights of a layer have exactly the same standard deviation in every draw"
OWN_NORM = "the weights of a layer have exactly the same norm in every draw"
CENTRED = "the weights of a layer add up to almost exactly 0 in every draw"
DEPENDENT_WEIGHTS = {
    "own deviation": (drawn(over(np.std)), (OWN_DEVIATION,)),
    "own norm": (drawn(over(lambda w: np.sqrt(np.mean(w * w)))), (OWN_NORM,)),
    "unit rows": (
        drawn(over(lambda w: np.linalg.norm(w, axis=1, keepdims=True) / np.sqrt(w.shape[1]))),
        ("in W1, all units have weights of the same norm",),
    ),
    "unit columns": (
        drawn(over(lambda w: np.linalg.norm(w, axis=0, keepdims=True) / np.sqrt(w.shape[0]))),
        (
            "in W1, all inputs have weights of the same norm",
            "the same numbers come again and again, if with the other sign",
        ),
    ),
    "mean taken away": (drawn(less(np.mean)), (CENTRED,)),
    "mean of rows taken away": (
        drawn(less(lambda w: w.mean(axis=1, keepdims=True))),
        ("in W1, the weights of each unit add up to almost exactly 0",),
    ),
    "opposites": (drawn(with_opposites), ("the same numbers come again and again, if with the other sign",)),
    "smoothed": (drawn(smoothed), ("in W1, each weight of a unit follows the one before",)),
    "sorted": (
        drawn(lambda rng, n, m: np.sort(normal(rng, n, m), axis=None).reshape(n, m)),
        (
            "in W1, some units have much larger weights than others",
            "in W1, the weights of some units are mostly positive, or mostly negative",
        ),
    ),
    "loud rows": (drawn(with_loud_rows), ("in W1, some units have much larger weights than others",)),
    "leaning rows": (drawn(leaning), ("in W1, the weights of some units are mostly positive, or mostly negative",)),
    "twin rows": (drawn(with_twin_rows), ("in W1, two units have weights that go together",)),
    "one stream": (from_one_stream, ("the weights of W2 follow those of W1", "a layer repeats the numbers of another")),
    "first layer fixed": (first_layer_fixed, ("the weights of a second call follow those of the first",)),
}


@pytest.mark.parametrize(("function", "words"), DEPENDENT_WEIGHTS.values(), ids=DEPENDENT_WEIGHTS)
def test_dependent_weights_are_told_so(function, words):
    for seed in SEEDS:
        found = faults(initial_parameters, function, ([120, 100, 80, 1], np.random.default_rng([seed, 2])))
        assert found
        assert found[0] in words


@pytest.mark.parametrize("name", ["own deviation", "unit rows", "mean taken away"])
def test_dependent_weights_in_single_precision_are_told_so(name):
    function, words = DEPENDENT_WEIGHTS[name]

    def single(layers_dims, rng):
        return {key: value.astype(np.float32) for key, value in function(layers_dims, rng).items()}

    for seed in SEEDS:
        found = faults(initial_parameters, single, ([120, 100, 80, 1], np.random.default_rng([seed, 2])))
        assert found
        assert found[0] in words


def last_layer_first(layers_dims, rng):
    return {
        f"{key}{l}": rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * np.sqrt(2 / layers_dims[l - 1])
        if key == "W"
        else np.zeros((layers_dims[l], 1))
        for l in reversed(range(1, len(layers_dims)))
        for key in "bW"
    }


def one_draw_cut_up(layers_dims, rng):
    stream = iter(np.split(*_cuts(layers_dims, rng)))
    return drawn(lambda rng, n, m: next(stream).reshape(n, m))(layers_dims, rng)


def _cuts(layers_dims, rng):
    sizes = [n * m for n, m in pairwise(layers_dims)]
    return rng.standard_normal(sum(sizes)), np.cumsum(sizes)[:-1]


def box_muller(rng, n, m):
    return np.sqrt(-2 * np.log(1 - rng.random((n, m)))) * np.cos(2 * np.pi * rng.random((n, m)))


RIGHT_WEIGHTS = {
    "reference": initializers.initialize_parameters_he,
    "transposed": drawn(lambda rng, n, m: normal(rng, m, n).T),
    "single precision": drawn(lambda rng, n, m: rng.standard_normal((n, m), dtype=np.float32)),
    "last layer first": last_layer_first,
    "one draw cut up": one_draw_cut_up,
    "one by one": drawn(lambda rng, n, m: np.array([[rng.standard_normal() for _ in range(m)] for _ in range(n)])),
    "Box-Muller": drawn(box_muller),
    "children": drawn(lambda rng, n, m: normal(rng.spawn(1)[0], n, m)),
    "seeds": drawn(lambda rng, n, m: normal(np.random.default_rng(rng.integers(2**32)), n, m)),
}


@pytest.mark.parametrize("function", RIGHT_WEIGHTS.values(), ids=RIGHT_WEIGHTS)
@pytest.mark.parametrize("layers_dims", [[60, 40, 30, 1], [2, 800], [1100, 1], [4, 7, 1]], ids=str)
def test_right_weights_are_accepted(function, layers_dims):
    for seed in SEEDS:
        case = layers_dims, np.random.default_rng([seed, 2])
        expected = initial_parameters(partial(four_draws, initializers.initialize_parameters_he), codec.copy(case))
        assert not faults(initial_parameters, function, case, expected)


def truncated(rng, n, m):
    w = normal(rng, n, m)
    while (far := np.abs(w) > 2).any():
        w[far] = rng.standard_normal(far.sum())
    return w


@pytest.mark.parametrize("draw", [normal, truncated, lambda rng, n, m: rng.uniform(-1, 1, (n, m))])
def test_no_dependence_is_seen_in_other_symmetric_draws(draw):
    for seed in SEEDS:
        rng = np.random.default_rng([seed, 3])
        draws = [{f"W{l}": draw(rng, n, m).astype(np.float32) for l, (n, m) in enumerate([(60, 50), (50, 20)], 1)}] * 1
        draws += [{key: draw(rng, *w.shape).astype(np.float32) for key, w in draws[0].items()} for _ in range(2)]
        assert not randomness.first_fault(dependences(*draws, units="columns"))


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.ravel(),
        lambda w: w[None],
        lambda w: w[:0],
        lambda w: w * np.nan,
        lambda w: w / 0,
        lambda w: w * 0,
        lambda w: w * 1e200,
        lambda w: np.array(1.0),
    ],
)
def test_odd_weights_never_stop_the_probe(change):
    def function(layers_dims, rng):
        parameters = initializers.initialize_parameters_he(layers_dims, rng)
        return {key: change(value) for key, value in parameters.items()}

    case = [60, 40, 30, 1], np.random.default_rng(1)
    with np.errstate(all="ignore"):
        expected = initial_parameters(partial(four_draws, initializers.initialize_parameters_he), codec.copy(case))
        assert faults(initial_parameters, function, case, expected)


def test_of_weights_that_are_not_around_zero_no_more_is_said():
    weights = {"W1": np.abs(np.random.default_rng(1).standard_normal((50, 40)))}
    assert randomness.first_fault(dependences(weights, weights)) == {"in W1, the mean is too far from 0": True}


# -- the bounds --------------------------------------------------------------------------------------------------------


def test_surprises_are_as_rare_as_they_should_be():
    """P(surprise > s) <= exp(-s). Of 600 right draws at most 0.0025 * 600 = 1.5 should be above 6: 12 are too many
    with a probability of 1e-7."""
    rng = np.random.default_rng(8)
    sizes = [20, 20, 11]
    above = {}
    for _ in range(600):
        mask, other = rng.random((2, 20, 50)) < 0.8
        x, y, z = rng.uniform(-1, 1, (3, 25, 40))
        places, before = (rng.permutation(np.repeat(range(3), sizes)) for _ in range(2))
        seen = {
            "uneven": randomness.uneven(mask, 0.8),
            "exact": randomness.exact(mask.sum(axis=0), [20] * 50, 0.8),
            "linked": randomness.linked(other, mask, 0.8),
            "rows alike": randomness.rows_alike(mask, 0.8),
            "leaning": randomness.leaning(x),
            "cancelling": randomness.cancelling(x),
            "louder": randomness.louder(x),
            "equal norms": randomness.equal_norms(x),
            "following": randomness.following(x, y),
            "same deviation": randomness.same_deviation([[x], [y], [z]]),
            "cancelling draws": randomness.cancelling_draws([[x], [y], [z]]),
            "staying": randomness.staying(places, sizes),
            "following on": randomness.following_on(places, sizes),
            "reshuffled": randomness.reshuffled(before, places, sizes),
        }
        seen |= dict(zip(("below", "beside", "anywhere"), randomness.neighbours(mask, 0.8), strict=True))
        seen |= dict(zip(("followed below", "beside it", "at a distance"), randomness.followed(x), strict=True))
        seen |= dict(zip(("together", "apart"), randomness.at_distance(places, sizes), strict=True))
        for name, surprise in seen.items():
            above[name] = above.get(name, 0) + (surprise > 6)
    assert max(above.values()) < 12, above


def test_fortunes_are_fair():
    """The bets on a row of a mask, over all masks, give 1 on the average."""
    n, p = 8, 0.7
    rows = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    chances = np.prod(np.where(rows, p, 1 - p), axis=1)
    for surprise in (
        lambda row: randomness.uneven(row[None], p),
        lambda row: randomness.exact([row.sum()], [n], p),
    ):
        fortunes = np.exp([surprise(row) for row in rows])
        assert np.sum(chances * fortunes) == pytest.approx(1)


def test_bets_on_an_order_are_fair():
    """Over all orders of six examples in three mini-batches, the average fortune is 1."""
    from itertools import permutations

    sizes = [2, 2, 2]
    orders = [np.array(order) for order in set(permutations([0, 0, 1, 1, 2, 2]))]
    before = np.array([2, 0, 1, 1, 0, 2])
    for surprise in (
        lambda places: randomness.staying(places, sizes),
        lambda places: randomness.at_distance(places, sizes)[0],
        lambda places: randomness.at_distance(places, sizes)[1],
        lambda places: randomness.following_on(places, sizes),
        lambda places: randomness.reshuffled(before, places, sizes),
    ):
        assert np.mean(np.exp([surprise(places) for places in orders])) == pytest.approx(1)


def test_bets_on_neighbours_are_fair():
    n, p = 10, 0.6
    masks = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
    chances = np.prod(np.where(masks, p, 1 - p), axis=1)
    below, beside, _ = np.array([randomness.neighbours(mask.reshape(2, 5), p) for mask in masks]).T
    assert np.sum(chances * np.exp(below)) == pytest.approx(1)
    assert np.sum(chances * np.exp(beside)) == pytest.approx(1)


# -- what the probes share ---------------------------------------------------------------------------------------------


def test_a_first_fault_ends_the_search():
    def surprises():
        yield "first", 3.0
        yield "second", 100.0
        raise AssertionError

    assert randomness.first_fault(surprises()) == {"second": True}


def test_an_argument_that_is_changed_is_told_in_plain_words():
    def function(values):
        values.append(1)
        return 1

    assert faults(by_value, function, ([],)) == ["your function changed its arguments"]


def test_a_search_that_goes_on_for_ever_is_stopped():
    def without_end(trials, train_more, eta):
        while len(trials) != 1:
            trials = trials[: len(trials) // eta]
        return trials[0], []

    tracing = sys.gettrace()
    with pytest.raises(TimeoutError, match="a loop does not end"):
        halved(without_end, 2, 1, 3, [])
    assert sys.gettrace() is tracing


def test_gradients_that_vary_are_told_so():
    rng = np.random.default_rng(1)

    def function(X, Y, cache, number):
        return {"dW1": rng.standard_normal((2, 2))}

    case = np.ones((2, 3)), np.ones((1, 3)), {"W1": np.ones((2, 2))}, 0.5
    assert faults(gradients, function, case) == ["two calls with the same arguments give different gradients"]


@pytest.mark.parametrize(
    ("assignment", "name"),
    [
        ("W1A3-Gradient_Checking", "repaired_backward_propagation"),
        ("W2A2-Batch_Normalization", "backward_propagation_bn"),
    ],
)
def test_of_wrong_gradients_the_one_nearest_to_the_cost_is_named(assignment, name):
    """What is wrong there makes all that is before it wrong, too."""
    exercise, key = find(assignment).exercise(name), public_key(assignment, name)

    def function(X, Y, cache):
        grads = exercise.reference(X, Y, cache)
        return {name: np.cos(grad) if name[-1] in "12" else grad for name, grad in grads.items()}

    assert re.search("(dW2|dgamma2) is wrong", str(find_problem(key, function)))


def test_an_answer_with_chance_in_it_is_told_so():
    rng = np.random.default_rng(1)
    assert faults(without_chance, lambda n: rng.standard_normal(n), (3,)) == [VARYING]
    assert faults(without_chance, lambda n: np.zeros(n), (3,)) == []


@pytest.mark.parametrize("n", [3, 100, 10_000])
def test_entries_that_nobody_sets_are_told_from_zeros(n):
    not_set, zeros = (
        partial(in_used_memory, lambda n, make=make: {"W1": make((n, 1))}) for make in (np.empty, np.zeros)
    )
    assert faults(without_chance, not_set, (n,), {}) == [VARYING]
    assert faults(without_chance, zeros, (n,)) == []


def test_moments_agree_within_their_margins():
    rng = np.random.default_rng(1)
    one, other = (randomness.moments("W1", rng.standard_normal((50, 40))) for _ in range(2))
    assert list(one) == ["the standard deviation of W1", "the mean of W1"]
    assert all(isinstance(value, Measured) for value in one.values())
    assert not any(difference(one[name], other[name], 0, name) for name in one)


# -- words ----------------------------------------------------------------------------------


def test_what_shares_arrays_is_named():
    key = public_key("W2A1-Optimization_Methods", "initialize_adam")

    def one_dict_twice(parameters):
        v = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
        return v, v

    def views_of_the_parameters(parameters):
        for value in parameters.values():
            value[...] = 0
        return tuple({"d" + name: value[:] for name, value in parameters.items()} for _ in range(2))

    assert find_problem(key, one_dict_twice).words.endswith(", v and s share arrays.")
    assert find_problem(key, views_of_the_parameters).words.endswith(", your function changed its arguments.")


def test_a_cache_that_is_the_parameters_themselves_is_told_so():
    key = public_key("W1A2-Regularization", "forward_propagation_with_dropout")

    def no_copy(X, parameters, rng, keep_prob):
        Z, cache = regularization.forward_propagation_with_dropout(X, parameters, rng, keep_prob)
        parameters |= cache
        return Z, parameters

    problem = find_problem(key, no_copy)
    assert problem.words.endswith(", your function changed its arguments.")
    assert "`cache = parameters`" in str(problem)


@pytest.mark.parametrize("words", ["use the `^` operator instead.", "one, two ...", "why", "wait! ", ""])
def test_the_words_of_an_error_do_not_bring_a_second_full_stop(words):
    key = public_key("W1A1-Initialization", "initialize_parameters_zeros")

    def stopped(function, args):
        return answer_key.Stopped("ValueError", words)

    assert re.fullmatch(
        r"[^.]*\), it stopped with ValueError(: [^.]*\w)?[.!]", find_problem(replace(key, probe=stopped), len).words
    )


def test_a_mini_batch_is_spoken_of_by_its_number_and_part():
    key = public_key("W2A1-Optimization_Methods", "random_mini_batches")

    def equal_parts(X, Y, rng, mini_batch_size=64):
        order = rng.permutation(X.shape[1])
        return [(X[:, part], Y[:, part]) for part in np.array_split(order, -(-X.shape[1] // mini_batch_size))]

    assert re.search(r", X_batch of mini-batch \d: expected shape", find_problem(key, equal_parts).words)


RAGGED = [1.0, [2.0, 3.0]]
ODD = [None, "text", RAGGED, {"a": RAGGED}, [], {}, (1.0, [2.0, "x"]), np.zeros((0, 3)), 7, True, np.array("x"), 1j]


def misshapen(answer):
    """What a student's function may return instead of an answer: something odd, as the whole or as one of its parts."""
    yield from (*ODD, (answer, RAGGED), [answer, {}], {"W1": answer})
    if isinstance(answer, tuple | list):
        for k in range(len(answer)):
            yield from (type(answer)([*answer[:k], odd, *answer[k + 1 :]]) for odd in ODD)
    if isinstance(answer, dict):
        for key in list(answer)[:2]:
            yield from ({**answer, key: odd} for odd in ODD)


@pytest.mark.parametrize("assignment", names())
def test_no_answer_makes_a_probe_stop(assignment):
    """It would be reported as an error of the student's function, which has none."""
    for exercise in find(assignment).exercises:
        key, tried = public_key(assignment, exercise.name), 0
        for number in range(60):

            def function(*args, number=number, reference=exercise.reference):
                answers = list(misshapen(reference(*args)))
                return answers[number % len(answers)]

            seen = answer_key.measure(key.probe, key.call, function, key.args[0])
            assert not (isinstance(seen, answer_key.Stopped) and seen.measuring), (exercise.name, number, seen)
            tried += isinstance(seen, dict)
        assert tried > 10, "most answers can be measured"


def test_an_answer_that_cannot_be_measured_is_told_from_a_function_that_stops():
    key = replace(public_key("W1A1-Initialization", "initialize_parameters_zeros"), mistakes=[])

    def probe(function, args):
        return {"the answer": float(function(*args))}

    words = find_problem(replace(key, probe=probe), lambda layers_dims: "text").words
    assert words.endswith("the answer is of another kind than expected.")
    assert "it stopped with ValueError" in find_problem(replace(key, probe=probe), lambda layers_dims: float("x")).words
