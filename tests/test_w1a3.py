"""Gradient checking: its references, its exercises, and what the notebook says in general, over many seeds."""

import inspect
import time
import warnings
from decimal import Decimal, localcontext
from pathlib import Path

import nbformat
import numpy as np
import pytest

from graders.assignments import w1a3
from graders.build_key import build_exercise_key, public_rng
from graders.checks.probes import gradient_check as probe_w1a3
from graders.checks.checker import find_problem
from utils import gradient_check as reference
from utils import network
from utils.activations import sigmoid
from utils.backward import backward_propagation
from utils.data import load_circles
from utils.ensemble import Ensemble
from utils.gradient_descent import update_parameters_with_gd
from utils.training import train

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "W1A3-Gradient_Checking" / "Gradient_Checking.ipynb"
LAYERS_DIMS = [2, 10, 5, 1]
ORDER = ["dW3", "db3", "dW2", "db2", "dW1", "db1"]
PASSES = probe_w1a3.PASSES


@pytest.fixture(autouse=True)
def warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def cell(name):
    return next(cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.id == name)


def defined_in(*names):
    """What the definitions in these cells of the notebook define (no call, no picture)."""
    namespace = {"np": np, "time": time, "sigmoid": sigmoid, "network": network}
    for name in names:
        blocks = cell(name).source.split("\n\n\n")
        exec("\n\n".join(block for block in blocks if block.startswith("def ")), namespace)
    return namespace


suspicious = defined_in("suspect")["suspicious_backward_propagation"]
random_parameters = defined_in("suspect-costs")["random_parameters"]


def networks(count, layers_dims=LAYERS_DIMS):
    return [random_parameters(layers_dims, np.random.default_rng(seed)) for seed in range(count)]


def circles(m):
    data = load_circles()
    return data.X_train[:, :m], data.Y_train[:, :m]


def check(parameters, backward, m=10, epsilon=1e-5):
    X, Y = circles(m)
    _, cache = network.forward_propagation(X, parameters)
    return reference.gradient_check_n(parameters, backward(X, Y, cache), X, Y, epsilon)


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
    parameters, X, Y, _, gradients = w1a3.lively_network(np.random.default_rng(0), layers_dims, 6)
    difference, differences = reference.gradient_check_n(parameters, gradients, X, Y)
    assert difference < 1e-8
    assert list(differences) == list(gradients)
    assert max(differences.values()) < 1e-8


def test_the_order_of_the_dicts_means_nothing():
    parameters, X, Y, _, gradients = w1a3.lively_network(np.random.default_rng(1), [3, 4, 2, 1], 5)
    wrong = gradients | {"dW2": 3 * gradients["dW2"]}
    one = reference.gradient_check_n(parameters, wrong, X, Y)
    shuffled = {key: wrong[key] for key in sorted(wrong, reverse=True)}
    other = reference.gradient_check_n(dict(sorted(parameters.items())), shuffled, X, Y)
    assert other[0] == pytest.approx(one[0], rel=1e-9)
    assert other[1]["dW2"] == one[1]["dW2"] == pytest.approx(0.5, rel=1e-6)
    assert all(other[1][key] < PASSES for key in other[1] if key != "dW2")


def test_a_check_leaves_no_trace_and_moves_integers():
    parameters, X, Y, _, gradients = w1a3.lively_network(np.random.default_rng(2), [3, 4, 1], 5, whole=True)
    kept = {name: value.copy() for name, value in parameters.items()}
    assert reference.gradient_check_n(parameters, gradients, X, Y)[0] < PASSES
    for name, value in parameters.items():
        assert value.dtype == kept[name].dtype == np.int64
        assert np.array_equal(value, kept[name])


def test_a_check_takes_two_forward_passes_for_each_entry(monkeypatch):
    parameters, X, Y, _, gradients = w1a3.lively_network(np.random.default_rng(3), [3, 4, 2, 1], 5)
    forward, passes = network.forward_propagation, []
    monkeypatch.setattr(network, "forward_propagation", lambda *args: passes.append(1) or forward(*args))
    reference.gradient_check_n(parameters, gradients, X, Y)
    assert len(passes) == 2 * sum(value.size for value in parameters.values())


# --- the exercises ---


def exercise(name):
    return w1a3.ASSIGNMENT.exercise(name)


@pytest.mark.parametrize("name", [e.name for e in w1a3.ASSIGNMENT.exercises])
def test_right_is_right_and_wrong_is_wrong_for_any_seed(name):
    declared = exercise(name)
    for seed in range(8):
        key = build_exercise_key(declared, np.random.default_rng([seed, 3]))
        for function in (declared.reference, *declared.alternatives):
            assert find_problem(key, function) is None, (seed, function.__name__)
        for mistake in declared.mistakes:
            assert mistake.message in (find_problem(key, mistake.function) or ""), seed


def test_the_margins_are_wide():
    """What must pass is 10 times below the threshold, what must not is far above it or far from the right value."""
    for seed in range(100):
        one_sided = []
        for case in w1a3.network_cases(np.random.default_rng([seed, 4])):
            wrong, parameters, gradients, X, Y, epsilon = case.args
            if wrong is None:
                continue
            _, right = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
            assert all(right[key] > 0.04 if key in wrong else right[key] < PASSES / 10 for key in right)
            _, others = w1a3.network_check(w1a3.slope_to_the_right)(parameters, gradients, X, Y, epsilon)
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

    assert find_problem(build_exercise_key(exercise("gradient_check"), public_rng()), one) is None
    assert find_problem(build_exercise_key(exercise("gradient_check_n"), public_rng()), whole) is None


def test_a_difference_between_rounding_and_wrong_is_not_let_through():
    """A check that calls a wrong gradient right, or a right one wrong, fails, whichever parameter it is."""
    key = build_exercise_key(exercise("gradient_check_n"), public_rng())
    for key in ("dW1", "db1", "dW2", "db2"):

        def blind(*args, key=key):
            difference, differences = reference.gradient_check_n(*args)
            return difference, {k: 1e-10 if k == key else value for k, value in differences.items()}

        def jumpy(*args, key=key):
            difference, differences = reference.gradient_check_n(*args)
            return difference, {k: 1e-6 if k == key and value < PASSES else value for k, value in differences.items()}

        assert find_problem(key, jumpy)
        assert find_problem(key, blind)


@pytest.mark.parametrize("name", ["gradient_check", "gradient_check_n"])
def test_nan_is_never_right(name):
    def nowhere(*args):
        answer = exercise(name).reference(*args)
        return np.nan if name == "gradient_check" else (np.nan, dict.fromkeys(answer[1], np.nan))

    assert find_problem(build_exercise_key(exercise(name), public_rng()), nowhere)


@pytest.mark.parametrize("epsilon", [1e-4, 1e-6, 1e-7])
@pytest.mark.parametrize("name", ["gradient_check", "gradient_check_n"])
def test_a_step_of_ones_own_is_named_whichever_it_is(name, epsilon):
    declared = exercise(name)
    problem = find_problem(
        build_exercise_key(declared, public_rng()), lambda *args: declared.reference(*args[:-1], epsilon)
    )
    assert "epsilon is a fixed number" in problem


@pytest.mark.parametrize("touched", ["parameters", "gradients", "X", "Y"])
def test_what_was_not_left_as_it_was_is_named(touched):
    def careless(parameters, gradients, X, Y, epsilon):
        answer = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
        {"parameters": parameters.get("b1"), "gradients": gradients.get("db1"), "X": X, "Y": Y}[touched][0, 0] += 1
        return answer

    problem = find_problem(build_exercise_key(exercise("gradient_check_n"), public_rng()), careless)
    assert f"`{touched}` is left as it was" in problem


def test_the_last_case_of_the_repair_has_logits_of_exactly_zero_in_both_layers():
    for seed in range(20):
        _, _, cache = w1a3.three_layer_cases(np.random.default_rng([seed, 6]))[-1].args
        assert np.all(cache["Z1"][:, 0] == 0)
        assert cache["Z2"][0, 0] == 0
        assert np.all(cache["Z2"][1:, 0] > 0)


def test_numbers_of_any_kind_are_numbers_and_verdicts_are_not():
    key = build_exercise_key(exercise("gradient_check"), public_rng())
    for kind in (float, np.float64, np.array):
        assert find_problem(key, lambda *args, kind=kind: kind(reference.gradient_check(*args))) is None
    for kind in (bool, np.bool_, str, lambda value: np.array([value]), lambda value: complex(value, 1)):
        assert find_problem(key, lambda *args, kind=kind: kind(reference.gradient_check(*args)))


def test_what_ships_gives_no_slope_of_the_notebook_away():
    source = inspect.getsource(probe_w1a3)
    assert not any(word in source for word in ("log", "exp(", "sigmoid", "2 * epsilon", "norm"))


# --- find and repair ---


def test_the_locked_pass_is_the_declared_one_and_the_solution_the_reference():
    assert cell("suspect").metadata.nbgrader.locked
    assert not cell("suspect").metadata.nbgrader.grade
    both_bugs = w1a3.repair.mistakes[0].function
    repaired = defined_in("repair")["repaired_backward_propagation"]
    for parameters in networks(5):
        X, Y = circles(20)
        _, cache = network.forward_propagation(X, parameters)
        for one, other in ((suspicious, both_bugs), (repaired, backward_propagation)):
            expected = other(X, Y, cache)
            for key, value in one(X, Y, cache).items():
                np.testing.assert_allclose(value, expected[key], rtol=1e-12, atol=1e-15)


def test_the_check_shows_which_gradients_are_wrong():
    for parameters in networks(50):
        difference, differences = check(parameters, suspicious)
        assert [key for key in ORDER if differences[key] >= 1e-3] == ["db2", "dW1", "db1"]
        assert all(differences[key] < PASSES for key in ("dW3", "db3", "dW2"))
        assert difference > 1e-3
        assert check(parameters, backward_propagation)[0] < PASSES


def test_a_wrong_gradient_trains_and_a_right_one_trains_further():
    data = load_circles()
    members = networks(24)

    def costs(backward):
        ensemble = Ensemble(members)

        def stacked(X, Y, cache):
            grads = [
                backward(X, Y, {k: v if k == "A0" else v[i] for k, v in cache.items()}) for i in range(len(members))
            ]
            return {key: np.concatenate([g[key] for g in grads]) for key in grads[0]}

        return train(
            data.X_train,
            data.Y_train,
            ensemble.start,
            forward=ensemble.forward,
            cost=ensemble.cost,
            backward=ensemble.backward if backward is backward_propagation else stacked,
            update=update_parameters_with_gd,
            learning_rate=0.03,
            num_iterations=6000,
            progress=False,
        )[1]

    wrong, right = costs(suspicious), costs(backward_propagation)
    assert np.mean(wrong[-1] < 0.9 * wrong[0]) >= 0.9
    assert np.mean(wrong[-1] > right[-1]) >= 0.95
    assert np.median(wrong[-1]) > 2 * np.median(right[-1])


def test_a_bug_on_the_way_down_spoils_what_comes_after_and_no_more():
    X, Y = circles(10)
    for parameters in networks(30):
        _, cache = network.forward_propagation(X, parameters)

        def lied_to(cache=cache, **lies):
            return backward_propagation(X, Y, cache | lies)

        def wrong(gradients, parameters=parameters):
            _, differences = reference.gradient_check_n(parameters, gradients, X, Y)
            return [key for key in ORDER if differences[key] >= PASSES]

        honest = lied_to()
        assert wrong(honest) == []
        assert wrong(backward_propagation(X, 1 - Y, cache)) == ORDER
        assert wrong({key: 10 * value for key, value in honest.items()}) == ORDER
        assert wrong(lied_to(W3=2 * cache["W3"])) == ORDER[2:]
        assert wrong(lied_to(W2=2 * cache["W2"])) == ORDER[4:]
        for key in ORDER:
            assert wrong(honest | {key: 1.1 * honest[key]}) == [key]


# --- the step ---


THETAS, STEPS = np.linspace(-3, 3, 40), np.logspace(-1, -15, 57)  # as in the notebook


def difference_by_step(way, forward, x=1.7, steps=STEPS):
    """(steps, the relative difference of a right slope, its mean over THETAS)."""

    def difference(theta, step):
        slope = reference.logistic_slope(x, theta)
        if way == "complex":
            measured = np.log1p(np.exp((theta + 1j * step) * x)).imag / step
        elif way == "central":
            measured = (forward(x, theta + step) - forward(x, theta - step)) / (2 * step)
        else:
            measured = (forward(x, theta + step) - forward(x, theta)) / step
        return abs(measured - slope) / (abs(measured) + abs(slope))

    return steps, np.array([np.mean([difference(theta, step) for theta in THETAS]) for step in steps])


forward_in_float32 = defined_in("steps")["forward_in_float32"]


@pytest.mark.parametrize("x", [0.7, 1.7, -2.3])
def test_truncation_falls_with_the_step_and_with_its_square_and_rounding_grows_as_the_step_shrinks(x):
    for way, power, large, small in (("central", 2, (1e-3, 3e-2), 1e-7), ("one-sided", 1, (1e-6, 1e-2), 1e-10)):
        steps, differences = difference_by_step(way, reference.logistic_cost, x)
        falls = (steps >= large[0]) & (steps <= large[1])
        assert np.polyfit(np.log(steps[falls]), np.log(differences[falls]), 1)[0] == pytest.approx(power, abs=0.05)
        rises = steps <= small
        assert np.polyfit(np.log(steps[rises]), np.log(differences[rises]), 1)[0] == pytest.approx(-1, abs=0.1)


@pytest.mark.parametrize("x", [0.7, 1.7, -2.3])
def test_the_best_step_is_near_the_rule(x):
    for forward, kind in ((reference.logistic_cost, np.float64), (forward_in_float32, np.float32)):
        u = np.finfo(kind).eps / 2
        best = {}
        for way, rule in (("one-sided", u ** (1 / 2)), ("central", u ** (1 / 3))):
            steps, differences = difference_by_step(way, forward, x)
            best[way] = differences.min()
            assert 0.1 < steps[differences.argmin()] / rule < 10
        if kind == np.float64:
            assert best["one-sided"] > 100 * best["central"]
        else:
            assert best["central"] > PASSES


def test_the_estimates_of_the_two_errors_are_good_to_a_factor():
    x, thetas = 1.7, THETAS
    steps, differences = difference_by_step("central", reference.logistic_cost, x)
    J = np.array([reference.logistic_cost(x, theta) for theta in thetas])
    slope = np.array([reference.logistic_slope(x, theta) for theta in thetas])
    a = sigmoid(thetas * x)
    truncation = steps**2 * np.mean(np.abs(x**3 * a * (1 - a) * (1 - 2 * a)) / 6 / (2 * np.abs(slope)))
    rounding = np.finfo(float).eps / 2 / steps * np.mean(J / (2 * np.abs(slope)))
    assert np.all(differences < 2 * (truncation + rounding))
    assert np.all(differences > 0.05 * (truncation + rounding))


def test_a_complex_step_has_no_rounding_error_to_speak_of():
    steps, differences = difference_by_step("complex", None)
    assert np.all(differences[steps <= 1e-8] < 1e-15)
    assert difference_by_step("complex", None, steps=np.array([1e-100]))[1][0] < 1e-15


def test_verdicts_of_wrong_slopes_are_far_from_those_of_right_ones():
    rng = np.random.default_rng(6)
    for x, theta in rng.uniform([0.5, -2], [3, 2], (100, 2)):
        right = reference.gradient_check(reference.logistic_cost, reference.logistic_slope, x, theta)
        assert right < PASSES / 10
        for factor in (1.001, 2, -1):
            wrong = reference.gradient_check(
                reference.logistic_cost, lambda x, t, factor=factor: factor * reference.logistic_slope(x, t), x, theta
            )
            assert wrong > 1e-4


# --- the false alarm ---


def test_the_check_cries_wolf_as_soon_as_a_step_crosses_a_kink():
    X, Y = circles(10)
    crossings = 0
    for parameters in networks(20):
        _, cache = network.forward_propagation(X, parameters)

        def difference(distance, epsilon, parameters=parameters, cache=cache):
            b1 = parameters["b1"].copy()
            b1[0, 0] += distance - cache["Z1"][0, 0]
            near = parameters | {"b1": b1}
            _, new = network.forward_propagation(X, near)
            return reference.gradient_check_n(near, backward_propagation(X, Y, new), X, Y, epsilon)[1]["db1"]

        for epsilon in (1e-4, 1e-6):
            if difference(0.5 * epsilon, epsilon) > 1e-5:  # unless the unit has no say in this example
                crossings += 1
                assert difference(1.05 * epsilon, epsilon) < PASSES
                assert difference(0.95 * epsilon, epsilon) > PASSES
    assert crossings >= 20


def test_false_alarms_are_fewer_with_few_examples_and_with_smaller_steps_until_rounding_comes_in():
    def alarms(m, epsilon):
        return np.mean(
            [check(parameters, backward_propagation, m, epsilon)[0] >= PASSES for parameters in networks(80)]
        )

    assert alarms(5, 1e-2) == alarms(300, 1e-2) == 1
    many = [alarms(300, epsilon) for epsilon in (1e-3, 1e-4, 1e-5, 1e-6)]
    assert many == sorted(many, reverse=True)
    assert many[0] > 0.7
    assert many[2] < 0.2
    assert alarms(300, 1e-9) > 0.5 > alarms(300, 1e-7)
    for epsilon, rate in zip((1e-3, 1e-4), many):
        assert alarms(5, epsilon) < rate
    assert all(alarms(5, epsilon) <= 0.03 for epsilon in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8))


# --- what a check costs ---


def test_the_processor_time_of_a_check_grows_as_the_number_of_entries():
    seconds = defined_in("cost")["seconds"]
    X, Y = circles(10)
    per_entry = []
    for layers_dims in ([2, 5, 3, 1], [2, 10, 5, 1], [2, 40, 20, 1]):
        parameters = random_parameters(layers_dims, np.random.default_rng(0))
        _, cache = network.forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)

        def one(parameters=parameters):
            network.compute_cost(network.forward_propagation(X, parameters)[0], Y)

        def every(parameters=parameters, gradients=gradients):
            reference.gradient_check_n(parameters, gradients, X, Y)

        entries = sum(value.size for value in parameters.values())
        per_entry.append(seconds(every) / seconds(one) / (2 * entries))
    assert 0.4 < min(per_entry) <= max(per_entry) < 3
