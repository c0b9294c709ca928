"""Gradient checking: the references against other ways to their numbers, and what its exercises accept and refuse."""

import inspect
from decimal import Decimal, localcontext
from pathlib import Path

import nbformat
import numpy as np
import pytest

from graders.build_key import build_exercise_key, public_key
from graders.checks.probes import gradient_check as probe
from graders.checks.probes.gradient_check import PASSES
from graders.checks.problem import find_problem
from graders.exercises import find
from graders.exercises.w1a3 import check_n, repair
from graders.exercises.w1a3.messages import ONE_SIDED
from graders.exercises.w1a3.networks import lively_network
from utils import gradient_check as reference
from utils import network
from utils.activations import sigmoid
from utils.backward import backward_propagation

NAME = "W1A3-Gradient_Checking"
NOTEBOOK = Path(__file__).parent.parent / "notebooks" / NAME / "Gradient_Checking.ipynb"

pytestmark = pytest.mark.filterwarnings("error")


# --- the references ---


@pytest.mark.parametrize("z", [-800.0, -40.0, -1.0, 0.0, 0.5, 36.0, 800.0])
def test_the_cost_of_one_weight_is_right_to_the_last_digits(z):
    with localcontext() as context:
        context.prec, context.Emin = 400, -(10**6)
        true = float((1 + Decimal(z).exp()).ln())
    assert reference.logistic_cost(2.0, z / 2) == pytest.approx(true, rel=1e-15, abs=0)


@pytest.mark.parametrize(("x", "theta"), [(1.7, 0.3), (-2.0, 1.1), (3, -2), (0.5, 0.0)])
def test_the_slope_of_one_weight_is_that_of_its_cost(x, theta):
    raised = np.log1p(np.exp((theta + 1e-20j) * x))
    assert reference.logistic_slope(x, theta) == pytest.approx(raised.imag / 1e-20, rel=1e-14)


def test_the_slope_has_its_limits():
    assert reference.logistic_slope(20, 40) == 20
    assert reference.logistic_slope(-20, 40) == pytest.approx(0, abs=1e-300)


def test_a_relative_difference_goes_from_0_to_1():
    def difference(num, ana):
        return reference.gradient_check(lambda x, theta: num * theta, lambda x, theta: ana, 1.0, 0, 1)

    assert difference(3.0, 3.0) == 0
    assert difference(3.0, 1.0) == 0.5
    assert difference(1.0, -3.0) == difference(0.0, 2.0) == difference(2.0, 0.0) == 1


@pytest.mark.parametrize("layers_dims", [[3, 1], [3, 4, 1], [2, 5, 4, 3, 1]])
def test_right_gradients_pass_whatever_the_depth(layers_dims):
    parameters, X, Y, _, gradients = lively_network(np.random.default_rng(0), layers_dims, 6)
    difference, differences = reference.gradient_check_n(parameters, gradients, X, Y)
    assert difference < 1e-8
    assert list(differences) == list(gradients)
    assert max(differences.values()) < 1e-8


def test_the_order_of_the_dicts_means_nothing():
    parameters, X, Y, _, gradients = lively_network(np.random.default_rng(1), [3, 4, 2, 1], 5)
    wrong = gradients | {"dW2": 3 * gradients["dW2"]}
    one = reference.gradient_check_n(parameters, wrong, X, Y)
    shuffled = {key: wrong[key] for key in sorted(wrong, reverse=True)}
    other = reference.gradient_check_n(dict(sorted(parameters.items())), shuffled, X, Y)
    assert other[0] == pytest.approx(one[0], rel=1e-9)
    assert other[1]["dW2"] == one[1]["dW2"] == pytest.approx(0.5, rel=1e-6)
    assert all(other[1][key] < PASSES for key in other[1] if key != "dW2")


def test_a_check_leaves_no_trace_and_moves_integers():
    parameters, X, Y, _, gradients = lively_network(np.random.default_rng(2), [3, 4, 1], 5, whole=True)
    kept = {name: value.copy() for name, value in parameters.items()}
    assert reference.gradient_check_n(parameters, gradients, X, Y)[0] < PASSES
    for name, value in parameters.items():
        assert value.dtype == kept[name].dtype == np.int64
        assert np.array_equal(value, kept[name])


def test_a_check_takes_two_forward_passes_for_each_entry(monkeypatch):
    parameters, X, Y, _, gradients = lively_network(np.random.default_rng(3), [3, 4, 2, 1], 5)
    forward, passes = network.forward_propagation, []
    monkeypatch.setattr(network, "forward_propagation", lambda *args: passes.append(1) or forward(*args))
    reference.gradient_check_n(parameters, gradients, X, Y)
    assert len(passes) == 2 * sum(value.size for value in parameters.values())


# --- the exercises ---


def exercise(name):
    return find(NAME).exercise(name)


def mistake(name, message):
    return next(mistake.function for mistake in exercise(name).mistakes if mistake.message == message)


@pytest.mark.parametrize("name", [e.name for e in find(NAME).exercises])
def test_right_is_right_and_wrong_is_wrong_for_any_seed(name):
    declared = exercise(name)
    for seed in range(4):
        key = build_exercise_key(declared, np.random.default_rng([seed, 3]))
        assert find_problem(key, declared.reference) is None, seed
        for mistake in declared.mistakes:
            assert find_problem(key, mistake.function).mistake.message == mistake.message, seed


def test_the_margins_are_wide():
    """What must pass is 10 times below the threshold, what must not is far above it or far from the right value."""
    to_the_right = mistake("gradient_check_n", ONE_SIDED.format("right"))
    for seed in range(100):
        one_sided = []
        for case in check_n.cases(np.random.default_rng([seed, 4])):
            parameters, gradients, X, Y, epsilon, wrong = case.args
            if wrong is None:
                continue
            _, right = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
            assert all(right[key] > 0.04 if key in wrong else right[key] < PASSES / 10 for key in right)
            _, others = to_the_right(parameters, gradients, X, Y, epsilon)
            one_sided.append(max(others[key] for key in others if key not in wrong))
        assert max(one_sided) > 10 * PASSES


@pytest.mark.parametrize("size", [1e-9, 1e-11, 0])
def test_rounding_noise_is_not_judged(size):
    """Noise in what a right gradient leaves changes no verdict: neither a hundred times more of it nor none at all."""
    rng = np.random.default_rng(5)

    def one(*args):
        value = reference.gradient_check(*args)
        return abs(size * rng.standard_normal()) if value < PASSES else value * (1 + size * rng.standard_normal())

    def whole(*args):
        difference, differences = reference.gradient_check_n(*args)
        noisy = [
            abs(size * rng.standard_normal()) if value < PASSES else value * (1 + size * rng.standard_normal())
            for value in (difference, *differences.values())
        ]
        return noisy[0], dict(zip(differences, noisy[1:]))

    assert find_problem(public_key(NAME, "gradient_check"), one) is None
    assert find_problem(public_key(NAME, "gradient_check_n"), whole) is None


def test_a_difference_between_rounding_and_wrong_is_not_let_through():
    """A check that calls a wrong gradient right, or a right one wrong, fails, whichever parameter it is."""
    key = public_key(NAME, "gradient_check_n")
    for name in ("dW1", "db1", "dW2", "db2"):

        def blind(*args, name=name):
            difference, differences = reference.gradient_check_n(*args)
            return difference, {k: 1e-10 if k == name else value for k, value in differences.items()}

        def jumpy(*args, name=name):
            difference, differences = reference.gradient_check_n(*args)
            return difference, {k: 1e-6 if k == name and value < PASSES else value for k, value in differences.items()}

        assert find_problem(key, jumpy)
        assert find_problem(key, blind)


@pytest.mark.parametrize("name", ["gradient_check", "gradient_check_n"])
def test_nan_is_never_right(name):
    def nowhere(*args):
        answer = exercise(name).reference(*args)
        return np.nan if name == "gradient_check" else (np.nan, dict.fromkeys(answer[1], np.nan))

    assert find_problem(public_key(NAME, name), nowhere)


@pytest.mark.parametrize("epsilon", [1e-4, 1e-6, 1e-7])
@pytest.mark.parametrize("name", ["gradient_check", "gradient_check_n"])
def test_a_step_of_ones_own_is_named_whichever_it_is(name, epsilon):
    declared = exercise(name)
    problem = find_problem(public_key(NAME, name), lambda *args: declared.reference(*args[:-1], epsilon))
    assert "epsilon is a fixed number" in str(problem)


@pytest.mark.parametrize("touched", ["parameters", "gradients", "X", "Y"])
def test_what_was_not_left_as_it_was_is_named(touched):
    def careless(parameters, gradients, X, Y, epsilon):
        answer = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
        {"parameters": parameters.get("b1"), "gradients": gradients.get("db1"), "X": X, "Y": Y}[touched][0, 0] += 1
        return answer

    problem = find_problem(public_key(NAME, "gradient_check_n"), careless)
    assert f"your function changed `{touched}`" in str(problem)


def test_the_last_case_of_the_repair_has_logits_of_exactly_zero_in_both_layers():
    for seed in range(20):
        _, _, cache = repair.cases(np.random.default_rng([seed, 6]))[-1].args
        assert np.all(cache["Z1"][:, 0] == 0)
        assert cache["Z2"][0, 0] == 0
        assert np.all(cache["Z2"][1:, 0] > 0)


def test_numbers_of_any_kind_are_numbers_and_verdicts_are_not():
    key = public_key(NAME, "gradient_check")
    for kind in (float, np.float64, np.array):
        assert find_problem(key, lambda *args, kind=kind: kind(reference.gradient_check(*args))) is None
    for kind in (bool, np.bool_, str, lambda value: np.array([value]), lambda value: complex(value, 1)):
        assert find_problem(key, lambda *args, kind=kind: kind(reference.gradient_check(*args)))


def test_what_ships_gives_no_slope_of_the_notebook_away():
    source = inspect.getsource(probe)
    assert not any(word in source for word in ("log", "exp(", "sigmoid", "2 * epsilon", "norm"))


def test_the_locked_pass_of_the_notebook_is_the_declared_one_and_its_solution_the_reference():
    cells = {cell.id: cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells}
    assert cells["suspect"].metadata.nbgrader.locked
    assert not cells["suspect"].metadata.nbgrader.grade
    names = {"np": np, "sigmoid": sigmoid}
    for cell in ("suspect", "repair"):
        exec(cells[cell].source, names)
    both_bugs = exercise("repaired_backward_propagation").mistakes[0].function
    for seed in range(5):
        _, X, Y, cache, _ = lively_network(np.random.default_rng(seed), [2, 10, 5, 1], 20)
        for name, other in (("suspicious", both_bugs), ("repaired", backward_propagation)):
            expected = other(X, Y, cache)
            for key, value in names[f"{name}_backward_propagation"](X, Y, cache).items():
                np.testing.assert_allclose(value, expected[key], rtol=1e-12, atol=1e-15)
