"""What the Gradient Checking notebook says in general, held to over many seeds."""

from pathlib import Path

import nbformat
import numpy as np
import pytest
from stack import stack

from graders.checks.probes.gradient_check import PASSES
from utils import checking, network
from utils import gradient_check as reference
from utils.activations import sigmoid
from utils.backward import backward_propagation
from utils.data import load_circles
from utils.gradient_descent import update_parameters_with_gd
from utils.network import forward_propagation, losses
from utils.training import train

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "W1A3-Gradient_Checking" / "Gradient_Checking.ipynb"
LAYERS_DIMS = [2, 10, 5, 1]
ORDER = ["dW3", "db3", "dW2", "db2", "dW1", "db1"]

pytestmark = pytest.mark.filterwarnings("error")


def defined_in(name, of_stacks=False):
    """What the definitions in this cell of the notebook define (no call, no picture).

    of_stacks: with the last two axes for the first two, so that what works on a matrix works on a stack of them.
    """
    (source,) = (cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.id == name)
    source = "\n\n".join(block for block in source.split("\n\n\n") if block.startswith("def "))
    if of_stacks:
        source = source.replace(".T", ".mT").replace("axis=1", "axis=-1").replace("shape[1]", "shape[-1]")
    names = {"np": np, "sigmoid": sigmoid, "network": network}
    exec(source, names)
    return names


suspicious = defined_in("suspect")["suspicious_backward_propagation"]
complex_step = defined_in("complex")["complex_step"]


def networks(count, layers_dims=LAYERS_DIMS):
    return [checking.random_parameters(layers_dims, np.random.default_rng(seed)) for seed in range(count)]


def circles(m):
    data = load_circles()
    return data.X_train[:, :m], data.Y_train[:, :m]


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    """As the reference, with all steps of one parameter in a stack, a step to a network."""

    def costs(changed):
        return losses(forward_propagation(X, parameters | changed)[0], Y).mean(axis=(1, 2))

    def relative_difference(num, ana):
        return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))

    nums = {}
    for name, value in parameters.items():
        steps = epsilon * np.eye(value.size).reshape(-1, *value.shape)
        rises = costs({name: value + steps}) - costs({name: value - steps})
        nums["d" + name] = rises.reshape(value.shape) / (2 * epsilon)
    num, ana = (np.concatenate([slopes[key].ravel() for key in gradients]) for slopes in (nums, gradients))
    return relative_difference(num, ana), {key: relative_difference(nums[key], gradients[key]) for key in gradients}


def check(parameters, backward, m=10, epsilon=1e-5):
    X, Y = circles(m)
    _, cache = forward_propagation(X, parameters)
    return gradient_check_n(parameters, backward(X, Y, cache), X, Y, epsilon)


@pytest.mark.parametrize("epsilon", [1e-2, 1e-5, 1e-9])
@pytest.mark.parametrize("m", [5, 300])
def test_a_check_in_stacks_is_the_check_that_the_notebook_asks_for(m, epsilon):
    """To the last digits of the costs: their rounding is an epsilon-th of the difference between two of them."""
    X, Y = circles(m)
    for parameters in networks(3):
        _, cache = forward_propagation(X, parameters)
        for backward in (suspicious, backward_propagation):
            gradients = backward(X, Y, cache)
            total, each = gradient_check_n(parameters, gradients, X, Y, epsilon)
            wanted, wanted_each = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
            assert total == pytest.approx(wanted, rel=1e-9, abs=1e-15 / epsilon)
            assert each == pytest.approx(wanted_each, rel=1e-9, abs=1e-14 / epsilon)


# --- find and repair ---


def test_the_check_shows_which_gradients_are_wrong():
    for parameters in networks(50):
        difference, differences = check(parameters, suspicious)
        assert [key for key in ORDER if differences[key] >= 1e-3] == ["db2", "dW1", "db1"]
        assert all(differences[key] < PASSES for key in ("dW3", "db3", "dW2"))
        assert difference > 1e-3
        assert check(parameters, backward_propagation)[0] < PASSES


def test_a_wrong_gradient_trains_and_a_right_one_trains_further():
    data, members = load_circles(), networks(24)
    of_stacks = defined_in("suspect", of_stacks=True)["suspicious_backward_propagation"]
    _, cache = forward_propagation(data.X_train, stack(members))
    (_, alone), grads = (forward_propagation(data.X_train, members[1]), of_stacks(data.X_train, data.Y_train, cache))
    for key, grad in suspicious(data.X_train, data.Y_train, alone).items():
        np.testing.assert_allclose(grads[key][1], grad, rtol=1e-12, atol=1e-15)

    def costs(backward):
        return train(
            data.X_train,
            data.Y_train,
            stack(members),
            cost=lambda ZL, Y: losses(ZL, Y).mean(axis=(1, 2)),
            backward=backward,
            update=update_parameters_with_gd,
            learning_rate=0.03,
            num_iterations=6000,
            progress=False,
        )[1]

    wrong, right = costs(of_stacks), costs(backward_propagation)
    assert np.mean(wrong[-1] < 0.9 * wrong[0]) >= 0.9
    assert np.mean(wrong[-1] > right[-1]) >= 0.95
    assert np.median(wrong[-1]) > 2 * np.median(right[-1])


def test_a_bug_on_the_way_down_spoils_what_comes_after_and_no_more():
    X, Y = circles(10)
    spoils = [ORDER, ORDER, ORDER[2:], ORDER[4:], ["dW2"], ["db1"]]  # by the six planted bugs, in the table's order
    shown = np.zeros(len(spoils))
    for parameters in networks(30):
        bugs = checking.planted_bugs(backward_propagation, parameters, X, Y)
        for number, (gradients, spoiled) in enumerate(zip(bugs.values(), spoils, strict=True)):
            _, differences = gradient_check_n(parameters, gradients, X, Y)
            wrong = [key for key in ORDER if differences[key] >= PASSES]
            assert wrong in (spoiled, [])  # |W| is W where no entry that counts is negative
            shown[number] += wrong == spoiled
    assert np.all(shown >= 29)


# --- the step ---


def difference_by_step(way, precision, x=1.7):
    """(steps, the relative difference of a right derivative, its mean over THETAS)."""
    cost, derivative = reference.logistic_cost, reference.logistic_slope
    errors = checking.step_errors(reference.gradient_check, cost, derivative, x)
    return checking.STEPS, errors[way, precision]


@pytest.mark.parametrize("x", [0.7, 1.7, -2.3])
def test_truncation_falls_with_the_step_and_with_its_square_and_rounding_grows_as_the_step_shrinks(x):
    for way, power, large, small in (("central", 2, (1e-3, 3e-2), 1e-7), ("forward", 1, (1e-6, 1e-2), 1e-10)):
        steps, differences = difference_by_step(way, "float64", x)
        falls = (steps >= large[0]) & (steps <= large[1])
        assert np.polyfit(np.log(steps[falls]), np.log(differences[falls]), 1)[0] == pytest.approx(power, abs=0.05)
        rises = steps <= small
        assert np.polyfit(np.log(steps[rises]), np.log(differences[rises]), 1)[0] == pytest.approx(-1, abs=0.1)


@pytest.mark.parametrize("x", [0.7, 1.7, -2.3])
def test_the_best_step_is_near_the_rule(x):
    for precision in ("float64", "float32"):
        u = np.finfo(precision).eps / 2
        best = {}
        for way, rule in (("forward", u ** (1 / 2)), ("central", u ** (1 / 3))):
            steps, differences = difference_by_step(way, precision, x)
            best[way] = differences.min()
            assert 0.1 < steps[differences.argmin()] / rule < 10
        if precision == "float64":
            assert best["forward"] > 100 * best["central"]
        else:
            assert best["central"] > PASSES


def test_the_estimates_of_the_two_errors_are_good_to_a_factor():
    _, differences = difference_by_step("central", "float64")
    cost, derivative = reference.logistic_cost, reference.logistic_slope
    truncation, rounding = checking.estimated_errors(cost, derivative)
    assert np.all(differences < 2 * (truncation + rounding))
    assert np.all(differences > 0.05 * (truncation + rounding))


def test_a_complex_step_has_no_rounding_error_to_speak_of():
    exact = np.array([reference.logistic_slope(1.7, theta) for theta in checking.THETAS])
    for step in (1e-8, 1e-20, 1e-100):
        measured = np.array([complex_step(1.7, theta, step) for theta in checking.THETAS])
        assert np.all(np.abs(measured - exact) < 1e-15 * np.abs(exact) * 2)


def test_a_complex_step_does_not_survive_the_overflow_safe_losses():
    ((measured,),) = losses(np.array([[2 + 1e-20j]]), np.array([[0.0]])).imag / 1e-20
    assert abs(measured - sigmoid(2.0)) > 0.1


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

        def difference(distance, epsilon, parameters=parameters):
            near = checking.near_a_kink(parameters, X, distance)
            _, cache = forward_propagation(X, near)
            return gradient_check_n(near, backward_propagation(X, Y, cache), X, Y, epsilon)[1]["db1"]

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


def test_at_the_largest_step_truncation_alone_alarms_every_network(monkeypatch):
    """With the units that are on held fixed, no step crosses a kink."""
    X, Y = circles(5)
    for parameters in networks(20):
        _, cache = forward_propagation(X, parameters)
        on = {len(cache[f"Z{l}"]): cache[f"Z{l}"] > 0 for l in (1, 2)}
        gradients = backward_propagation(X, Y, cache)
        with monkeypatch.context() as patched:
            patched.setattr(network, "relu", lambda Z, on=on: Z * on[Z.shape[-2]])
            assert gradient_check_n(parameters, gradients, X, Y, 1e-2)[0] >= PASSES
            assert gradient_check_n(parameters, gradients, X, Y, 1e-5)[0] < PASSES


# --- what a check costs ---


def test_the_processor_time_of_a_check_grows_as_the_number_of_entries():
    X, Y = circles(10)
    per_entry = []
    for layers_dims in ([2, 5, 3, 1], [2, 10, 5, 1], [2, 40, 20, 1]):
        parameters = checking.random_parameters(layers_dims, np.random.default_rng(0))
        _, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)

        def one(parameters=parameters):
            network.compute_cost(forward_propagation(X, parameters)[0], Y)

        def every(parameters=parameters, gradients=gradients):
            reference.gradient_check_n(parameters, gradients, X, Y)

        entries = sum(value.size for value in parameters.values())
        per_entry.append(checking.seconds(every) / checking.seconds(one) / (2 * entries))
    assert 0.4 < min(per_entry) <= max(per_entry) < 3
