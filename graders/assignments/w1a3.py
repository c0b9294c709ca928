"""W1A3 Gradient Checking: is what backpropagation computes the slope of the cost?"""

import math

import numpy as np

from graders.checks.probes import gradient_check as probe_w1a3
from graders.legacy import Assignment, Case, Exercise, Mistake
from utils import gradient_check as reference
from utils import network
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation

# -- forward_propagation and backward_propagation ----------------------------------------------------------------------


def points(rng):
    """x and theta: of both signs, whole numbers, theta = 0; z where 1 - sigmoid(z) is 0, and where exp(z) overflows."""
    x, theta = rng.uniform(1.2, 2.0, 3), rng.uniform(0.5, 3.0, 3)
    pairs = [
        (float(x[0]), float(theta[0])),
        (float(x[1]), -float(theta[1])),
        (-float(x[2]), float(theta[2])),
        (int(rng.integers(2, 4)), int(rng.choice([-2, 2]))),
        (float(rng.uniform(1.5, 3)), 0.0),
        (20.0, float(rng.uniform(2.5, 3.5))),
        (20.0, float(rng.uniform(38, 45))),
        (-20.0, float(rng.uniform(38, 45))),
    ]
    return [Case(f"x = {x:.3g}, theta = {theta:.3g}", (x, theta)) for x, theta in pairs]


def j_linear(x, theta):
    return theta * x


def j_overflows(x, theta):
    return np.log(1 + np.exp(theta * x))


def j_overflows_in_math(x, theta):
    return math.log(1 + math.exp(theta * x))


def j_of_clipped_z(limit):
    return lambda x, theta: np.log(1 + np.exp(min(theta * x, limit)))


def j_of_clipped_probability(smallest):
    return lambda x, theta: -np.log(1 - np.clip(sigmoid(theta * x), smallest, 1 - smallest))


def j_through_probability(x, theta):
    return -np.log(1 - sigmoid(theta * x))


def j_of_x(x, theta):
    return reference.logistic_cost(x, 1)


def j_of_theta(x, theta):
    return reference.logistic_cost(1, theta)


def j_without_log(x, theta):
    return 1 + np.exp(theta * x)


def j_negative_exponent(x, theta):
    return np.logaddexp(0, -theta * x)


def j_to_base_two(x, theta):
    return np.logaddexp2(0, theta * x / np.log(2))


def j_one_twice(x, theta):
    return np.log1p(1 + np.exp(theta * x))


def j_one_twice_in_the_stable_form(x, theta):
    z = theta * x
    return max(z, 0) + np.log1p(1 + np.exp(-abs(z)))


def j_stable_to_base_two(x, theta):
    z = theta * x
    return max(z, 0) + np.log2(1 + np.exp(-abs(z)))


def j_stable_without_abs(x, theta):
    z = theta * x
    return max(z, 0) + np.log1p(np.exp(-z))


def j_stable_with_plus(x, theta):
    z = theta * x
    return max(z, 0) + np.log1p(np.exp(abs(z)))


def j_stable_with_abs_for_max(x, theta):
    z = theta * x
    return abs(z) + np.log1p(np.exp(-abs(z)))


def j_as_sigmoid(x, theta):
    return sigmoid(theta * x)


def j_by_logaddexp(x, theta):
    return np.logaddexp(0, theta * x)


def j_without_log1p(x, theta):
    z = theta * x
    return np.maximum(0, z) + np.log(1 + np.exp(-np.abs(z)))


def j_by_cases(x, theta):
    z = x * theta
    if z > 0:
        return z + math.log1p(math.exp(-z))
    return math.log1p(math.exp(z))


def j_by_where(x, theta):
    z = theta * x
    return np.where(z > 30, z, np.log(1 + np.exp(np.minimum(z, 30))))


def j_as_cost(x, theta):
    return network.compute_cost(np.array([[theta * x]]), np.array([[0]]))


def j_by_sigmoid(x, theta):
    return -np.log(sigmoid(-theta * x)) if theta * x < 100 else theta * x


ONE_TWICE = "it looks as if 1 is added twice: `log1p(u)` is log(1 + u) already."
BASE_TWO = "it looks like a logarithm to base 2. Here it is the natural one."

forward = Exercise(
    name="forward_propagation",
    points=10,
    reference=reference.logistic_cost,
    cases=points,
    mistakes=[
        Mistake(
            j_overflows,
            "it looks as if exp(theta x) is computed as it stands. It overflows as soon as theta x is above 709; use "
            "the form in which only exp(-|z|) is needed.",
        ),
        Mistake(
            j_overflows_in_math,
            "it looks as if exp(theta x) is computed as it stands. It overflows as soon as theta x is above 709; use "
            "the form in which only exp(-|z|) is needed.",
        ),
        Mistake(
            j_through_probability,
            "it looks as if the cost is computed from a = sigmoid(z). Where z is large, 1 - a is rounded to 0, and its "
            "logarithm is infinite: compute J from z itself, in the form in which only exp(-|z|) is needed.",
        ),
        *[
            Mistake(
                j_of_clipped_z(limit),
                "it looks as if theta x is clipped before the exponential. That hides the overflow and makes J flat "
                "where it is steep; use the form in which only exp(-|z|) is needed.",
            )
            for limit in (30, 50, 100, 500, 600, 700, 709)
        ],
        *[
            Mistake(
                j_of_clipped_probability(smallest),
                "it looks as if the probability is kept away from 1. That hides the overflow and makes J flat where it "
                "is steep: compute J from z itself, in the form in which only exp(-|z|) is needed.",
            )
            for smallest in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
        ],
        Mistake(j_of_x, "it looks as if theta is left out: z is the product of theta and x."),
        Mistake(j_of_theta, "it looks as if x is left out: z is the product of theta and x."),
        Mistake(j_linear, "it looks like theta x itself. That is z; J is a function of it."),
        Mistake(j_without_log, "it looks as if the logarithm is missing."),
        Mistake(j_negative_exponent, "it looks as if the sign in the exponent is wrong: J should grow with theta x."),
        Mistake(j_to_base_two, BASE_TWO),
        Mistake(j_stable_to_base_two, BASE_TWO),
        Mistake(j_one_twice, ONE_TWICE),
        Mistake(j_one_twice_in_the_stable_form, ONE_TWICE),
        Mistake(j_stable_without_abs, "it looks as if the absolute value is missing in exp(-|z|)."),
        Mistake(j_stable_with_plus, "it looks as if the minus sign is missing in exp(-|z|)."),
        Mistake(j_stable_with_abs_for_max, "it looks as if |z| stands where max(z, 0) should."),
        Mistake(j_as_sigmoid, "it looks like the sigmoid of theta x. That comes in the next exercise."),
    ],
    alternatives=[j_by_logaddexp, j_without_log1p, j_by_cases, j_by_where, j_as_cost, j_by_sigmoid],
)


def slope_without_x(x, theta):
    return sigmoid(theta * x)


def slope_in_x(x, theta):
    return theta * sigmoid(theta * x)


def slope_of_linear(x, theta):
    return x


def slope_of_sigmoid(x, theta):
    a = sigmoid(theta * x)
    return x * a * (1 - a)


def slope_negative_exponent(x, theta):
    return x * sigmoid(-theta * x)


def slope_overflows(x, theta):
    return x * np.exp(theta * x) / (1 + np.exp(theta * x))


def slope_overflows_in_math(x, theta):
    return x * math.exp(theta * x) / (1 + math.exp(theta * x))


def slope_without_inner_part(x, theta):
    return 1 / (1 + np.exp(theta * x))


def slope_of_theta_twice(x, theta):
    return x * theta * sigmoid(theta * x)


def slope_for_class_one(x, theta):
    return x * (sigmoid(theta * x) - 1)


def slope_of_theta_without_x(x, theta):
    return x * sigmoid(theta)


def slope_of_first_term(x, theta):
    return x if theta * x > 0 else 0.0


def slope_without_sign(x, theta):
    z = theta * x
    return ((z > 0) - sigmoid(-abs(z))) * x


def slope_overflows_on_the_left(x, theta):
    return x / (1 + math.exp(-theta * x))


def slope_measured(x, theta, epsilon=1e-5):
    J = reference.logistic_cost
    return (J(x, theta + epsilon) - J(x, theta - epsilon)) / (2 * epsilon)


def slope_by_fraction(x, theta):
    return x / (1 + np.exp(-theta * x))


def slope_by_cases(x, theta):
    z = theta * x
    return x / (1 + math.exp(-z)) if z >= 0 else x * math.exp(z) / (1 + math.exp(z))


def slope_by_tanh(x, theta):
    return x * 0.5 * (1 + np.tanh(theta * x / 2))


def slope_by_complement(x, theta):
    return x * (1 - sigmoid(-theta * x))


backward = Exercise(
    name="backward_propagation",
    points=10,
    reference=reference.logistic_slope,
    cases=points,
    rtol=1e-12,  # it is a formula: a central difference, good to 1e-10, is not asked
    mistakes=[
        Mistake(
            slope_without_x,
            "it looks as if the inner derivative is missing: by the chain rule, the slope of theta x in theta comes "
            "as a factor.",
        ),
        Mistake(slope_in_x, "it looks like the slope in x. Here x is given, and theta is what moves."),
        Mistake(
            slope_of_linear,
            "it looks like the slope of theta x. The logarithm and the exponential around it have slopes, too.",
        ),
        Mistake(
            slope_of_sigmoid,
            "it looks like the slope of the sigmoid. J is the function whose slope in z is the sigmoid itself.",
        ),
        Mistake(
            slope_negative_exponent,
            "it looks as if the sign in the exponent is wrong: J is steep where theta x is large.",
        ),
        Mistake(
            slope_overflows,
            "it looks as if exp(theta x) stands above and below the line. Both overflow as soon as theta x is above "
            "709; `sigmoid` does not.",
        ),
        Mistake(
            slope_overflows_in_math,
            "it looks as if exp(theta x) stands above and below the line. Both overflow as soon as theta x is above "
            "709; `sigmoid` does not.",
        ),
        Mistake(
            slope_without_inner_part,
            "it looks like the slope of the logarithm alone. By the chain rule, the slopes of exp(z) and of z come as "
            "factors.",
        ),
        Mistake(
            slope_of_theta_twice,
            "it looks as if theta comes as a factor, too. The slope of theta x in theta is x alone.",
        ),
        Mistake(
            slope_for_class_one,
            "it looks like the slope for an example of class 1. This one is of class 0: take the derivative of the J "
            "above.",
        ),
        Mistake(
            slope_of_theta_without_x, "it looks like the sigmoid of theta. The logit is the product of theta and x."
        ),
        Mistake(
            slope_of_first_term,
            "it looks like the slope of max(z, 0), a step. The logarithm beside it has a slope, too.",
        ),
        Mistake(
            slope_without_sign,
            "it looks as if -|z| is taken to have the slope -1 everywhere. Where z is negative, |z| is -z.",
        ),
        Mistake(
            slope_overflows_on_the_left,
            "it looks as if exp(-theta x) is computed as it stands, by `math.exp`, which stops when it overflows; "
            "`sigmoid` does not.",
        ),
        Mistake(
            slope_measured,
            "it looks like a difference of two values of J. That will be the check; here the slope is asked from its "
            "formula.",
        ),
    ],
    alternatives=[slope_by_fraction, slope_by_cases, slope_by_tanh, slope_by_complement],
)


# -- gradient_check ----------------------------------------------------------------------------------------------------


def slope_cases(rng):
    def case(slope, epsilon, x=None, theta=None):
        x = float(rng.uniform(1, 3)) if x is None else x
        theta = float(rng.uniform(0.5, 2) * rng.choice([-1, 1])) if theta is None else theta
        gradient = f"a gradient {slope}" if slope != "right" else "a right gradient"
        factors = float(rng.uniform(0.8, 1)), float(rng.uniform(1, 1.25))
        label = f"{gradient}, x = {x:.3g}, theta = {theta:.3g}, epsilon = {epsilon:g}"
        return Case(label, (slope, factors, x, theta, epsilon))

    return [
        case("right", 1e-4),
        case("right", 1e-4, x=int(rng.integers(2, 5)), theta=int(rng.integers(2, 5))),
        case("with a wrong factor", 1e-5),
        case("with a term left out", 1e-4),
        case("with the wrong sign", 1e-5),
        case("right", 0.1),
    ]


def checked(numerical, measure=None):
    """gradient_check from numerical(J, theta, epsilon) and measure(num, ana); the mistakes below differ in one."""
    measure = measure or (lambda num, ana: abs(num - ana) / (abs(num) + abs(ana)))

    def gradient_check(forward, backward, x, theta, epsilon):
        return measure(numerical(lambda t: forward(x, t), theta, epsilon), backward(x, theta))

    return gradient_check


def central(J, theta, epsilon):
    return (J(theta + epsilon) - J(theta - epsilon)) / (2 * epsilon)


def check_of_own_functions(forward, backward, x, theta, epsilon):
    return reference.gradient_check(reference.logistic_cost, reference.logistic_slope, x, theta, epsilon)


def check_in_x(forward, backward, x, theta, epsilon):
    num = (forward(x + epsilon, theta) - forward(x - epsilon, theta)) / (2 * epsilon)
    ana = backward(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana))


def check_with_arguments_swapped(forward, backward, x, theta, epsilon):
    return reference.gradient_check(
        lambda x, theta: forward(theta, x), lambda x, theta: backward(theta, x), x, theta, epsilon
    )


def check_of_slope_to_the_right(forward, backward, x, theta, epsilon):
    return reference.gradient_check(forward, lambda x, t: backward(x, t + epsilon), x, theta, epsilon)


def check_with_own_step(forward, backward, x, theta, epsilon):
    return reference.gradient_check(forward, backward, x, theta, 1e-5)


def check_verdict(forward, backward, x, theta, epsilon):
    return bool(reference.gradient_check(forward, backward, x, theta, epsilon) < 1e-7)


def check_rounded(digits):
    return checked(central, lambda num, ana: round(abs(num - ana) / (abs(num) + abs(ana)), digits))


def check_by_norms(forward, backward, x, theta, epsilon):
    num = np.array([(forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)])
    ana = np.array([backward(x, theta)])
    return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana))


def check_by_roots(forward, backward, x, theta, epsilon):
    rise = forward(theta=theta + epsilon, x=x) - forward(theta=theta - epsilon, x=x)
    num, ana = rise / epsilon / 2, backward(x, theta)
    return math.sqrt((ana - num) ** 2) / (math.sqrt(num**2) + math.sqrt(ana**2))


def check_by_half_steps(forward, backward, x, theta, epsilon):
    right = (forward(x, theta + epsilon) - forward(x, theta)) / epsilon
    left = (forward(x, theta) - forward(x, theta - epsilon)) / epsilon
    num, ana = (left + right) / 2, backward(x, theta)
    return np.abs(np.subtract(num, ana)) / np.add(np.abs(num), np.abs(ana))


def check_with_a_guard(forward, backward, x, theta, epsilon):
    """A tiny number below the line, against 0 / 0."""
    num, ana = central(lambda t: forward(x, t), theta, epsilon), backward(x, theta)
    return abs(num - ana) / (abs(num) + abs(ana) + 1e-8)


def check_in_an_array(forward, backward, x, theta, epsilon):
    t = np.array(theta, dtype=np.longdouble)
    num = (forward(x, t + epsilon) - forward(x, t - epsilon)) / (2 * np.longdouble(epsilon))
    ana = backward(x, t)
    return np.array(float(abs(num - ana) / (abs(num) + abs(ana))))


ONE_SIDED = (
    "it looks like a one-sided difference, {}. Its error shrinks with epsilon, that of a central one with the square "
    "of epsilon: go a step to the right and a step to the left."
)
NOT_HALVED = "it looks as if the difference of the two costs is divided by epsilon. They lie two steps apart."
NOT_RELATIVE = (
    "it looks as if the distance of the two gradients is returned as it is. What is asked is relative: divided by the "
    "sum of their sizes."
)
NO_SUM = "it looks as if the distance is divided by the size of {} alone. The sum of the two sizes is asked."

ROUNDED = "it looks as if the answer is rounded. What is to be told apart are numbers far below 0.0001: leave it whole."

check_one = Exercise(
    name="gradient_check",
    points=10,
    reference=reference.gradient_check,
    cases=slope_cases,
    probe=probe_w1a3.one_difference,
    call=probe_w1a3.with_slope,
    rtol=1e-6,  # of a wrong slope the difference is above 0.05, and a central difference is good to 1e-8
    mistakes=[
        Mistake(checked(lambda J, t, e: (J(t + e) - J(t)) / e), ONE_SIDED.format("to the right")),
        Mistake(checked(lambda J, t, e: (J(t) - J(t - e)) / e), ONE_SIDED.format("to the left")),
        Mistake(checked(lambda J, t, e: (J(t + e) - J(t - e)) / e), NOT_HALVED),
        Mistake(
            checked(lambda J, t, e: (J(t + e) - J(t - e)) / 2 * e),
            "it looks as if the costs are divided by 2 and multiplied by epsilon. Python works from left to right: "
            "put 2 * epsilon in brackets.",
        ),
        Mistake(
            checked(lambda J, t, e: (J(t + e) - J(t)) / (2 * e)),
            "it looks as if one step is taken and two are divided by. The second cost belongs to a step to the left.",
        ),
        Mistake(
            checked(lambda J, t, e: (J(t - e) - J(t + e)) / (2 * e)), "it looks as if left and right are exchanged."
        ),
        Mistake(
            check_with_own_step, "it looks as if epsilon is a fixed number in your function. Use the one that is given."
        ),
        Mistake(checked(central, lambda num, ana: abs(num - ana)), NOT_RELATIVE),
        Mistake(checked(central, lambda num, ana: abs(num - ana) / abs(num)), NO_SUM.format("the numerical slope")),
        Mistake(checked(central, lambda num, ana: abs(num - ana) / abs(ana)), NO_SUM.format("the analytic slope")),
        Mistake(
            checked(central, lambda num, ana: abs(num - ana) / max(abs(num), abs(ana))),
            "it looks as if the distance is divided by the larger of the two sizes. Their sum is asked.",
        ),
        Mistake(
            checked(central, lambda num, ana: abs(num - ana) / abs(num + ana)),
            "it looks as if the slopes are added before their absolute value is taken. Where their signs differ, that "
            "is something else.",
        ),
        Mistake(
            checked(central, lambda num, ana: (num - ana) / (abs(num) + abs(ana))),
            "it looks as if the absolute value of the difference is missing: an error may be of either sign.",
        ),
        Mistake(
            checked(central, lambda num, ana: abs(abs(num) - abs(ana)) / (abs(num) + abs(ana))),
            "it looks as if the sizes are compared, and not the slopes: a slope of the wrong sign would pass.",
        ),
        Mistake(
            check_of_own_functions,
            "it looks as if your own `forward_propagation` and `backward_propagation` are called. Call `forward` and "
            "`backward`, the functions that are given.",
        ),
        Mistake(check_in_x, "it looks as if x is moved. The slope is asked in theta."),
        Mistake(check_with_arguments_swapped, "it looks as if x and theta are exchanged in the calls: x comes first."),
        Mistake(
            check_of_slope_to_the_right,
            "it looks as if the analytic slope is taken beside theta. It belongs to theta itself.",
        ),
        Mistake(
            check_verdict, "it looks as if a verdict is returned. Return the number, so that the caller can judge."
        ),
        *(Mistake(check_rounded(digits), ROUNDED) for digits in range(2, 6)),
    ],
    alternatives=[check_by_norms, check_by_roots, check_by_half_steps, check_with_a_guard, check_in_an_array],
)


# -- gradient_check_n --------------------------------------------------------------------------------------------------


def lively_network(rng, layers_dims, m, whole=False):
    """(parameters, X, Y, cache, gradients) of a random network on m random examples that shows every mistake.

    Biases are not zero; every hidden layer has units that are on and units that are off, none near its kink; no
    gradient is tiny. whole: weights and biases are whole numbers, in arrays of integers.
    """
    while True:
        parameters = {}
        for l in range(1, len(layers_dims)):
            for name, shape in ((f"W{l}", (layers_dims[l], layers_dims[l - 1])), (f"b{l}", (layers_dims[l], 1))):
                parameters[name] = rng.integers(-1, 2, shape) if whole else 0.7 * rng.standard_normal(shape)
        X = rng.standard_normal((layers_dims[0], m))
        Y = (rng.permutation(m) < (m + 1) // 2).astype(float)[np.newaxis]
        _, cache = network.forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)
        hidden = [cache[f"Z{l}"] for l in range(1, len(layers_dims) - 1)]
        both = all((Z > 0).any() and (Z < 0).any() for Z in hidden)
        far = all(np.min(np.abs(Z)) > 0.02 for Z in hidden)
        if both and far and all(np.linalg.norm(g) > 0.03 for g in gradients.values()):
            return parameters, X, Y, cache, gradients


def network_cases(rng):
    def spoiled_network(layers_dims, spoil, whole):
        """A network, its gradients and its examples. Drawn again where spoiling a gradient does next to nothing."""
        while True:
            parameters, X, Y, _, gradients = lively_network(rng, layers_dims, int(rng.integers(5, 8)), whole)
            wrong = {key: change(gradients[key]) for key, change in spoil.items()}
            if all(relative(wrong[key], gradients[key]) > 0.05 for key in wrong):
                return parameters, gradients | wrong, X, Y

    def case(layers_dims, epsilon, spoil=None, what="right gradients", whole=False):
        wrong = sorted(spoil or {}) if epsilon < 1e-3 else None
        kind = ", parameters that are whole numbers" if whole else ""
        label = f"layers {'-'.join(map(str, layers_dims))}, {what}{kind}, epsilon = {epsilon:g}"
        return Case(label, (wrong, *spoiled_network(layers_dims, spoil or {}, whole), epsilon))

    return [
        case([3, 4, 2, 1], 3e-5),
        case([2, 3, 3, 1], 1e-5, {"dW2": np.transpose}, "dW2 is transposed"),
        case(
            [3, 2, 4, 1],
            1e-5,
            {"dW3": lambda g: 2 * g, "db1": np.negative},
            "dW3 is doubled and db1 has the wrong sign",
        ),
        case([2, 3, 2, 1], 3e-5, whole=True),
        case([3, 3, 1], 0.03),
    ]


def norm(values):
    return np.sqrt(np.sum(np.square(values)))


def relative(num, ana, norm=norm):
    return norm(num - ana) / (norm(num) + norm(ana))


def cost_of(parameters, X, Y):
    return network.compute_cost(network.forward_propagation(X, parameters)[0], Y)


def central_slope(J, W, index, epsilon):
    """dJ/dW[index], where J(W) is the cost."""
    costs = []
    for step in (epsilon, -epsilon):
        moved = W.astype(float)
        moved[index] += step
        costs.append(J(moved))
    return (costs[0] - costs[1]) / (2 * epsilon)


def numerical_gradients(parameters, X, Y, epsilon, slope=central_slope):
    slopes = {}
    for name, W in parameters.items():
        slopes["d" + name] = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            slopes["d" + name][index] = slope(
                lambda moved, name=name: cost_of({**parameters, name: moved}, X, Y), W, index, epsilon
            )
    return slopes


def as_vector(grads, order):
    return np.concatenate([grads[key].ravel() for key in order])


def network_check(slope=central_slope, measure=relative, total=None, keys="d{}"):
    """gradient_check_n from its parts; the mistakes below differ in one of them."""

    def gradient_check_n(parameters, gradients, X, Y, epsilon):
        slopes = numerical_gradients(parameters, X, Y, epsilon, slope)
        each = {keys.format(name): measure(slopes["d" + name], gradients["d" + name]) for name in parameters}
        if total:
            return total(each), each
        order = sorted(gradients)
        return measure(as_vector(slopes, order), as_vector(gradients, order)), each

    return gradient_check_n


def slope_to_the_right(J, W, index, epsilon):
    moved = W.astype(float)
    moved[index] += epsilon
    return (J(moved) - J(W)) / epsilon


def slope_to_the_left(J, W, index, epsilon):
    moved = W.astype(float)
    moved[index] -= epsilon
    return (J(W) - J(moved)) / epsilon


def slope_not_halved(J, W, index, epsilon):
    return 2 * central_slope(J, W, index, epsilon)


def slope_from_one_array(J, W, index, epsilon):
    moved = W.astype(float)
    moved[index] += epsilon
    plus = J(moved)
    moved[index] -= epsilon
    return (plus - J(moved)) / (2 * epsilon)


def slope_all_at_once(J, W, index, epsilon):
    return (J(W + epsilon) - J(W - epsilon)) / (2 * epsilon)


def slope_of_integers(J, W, index, epsilon):
    costs = []
    for step in (epsilon, -epsilon):
        moved = W.copy()
        moved[index] = W[index] + step
        costs.append(J(moved))
    return (costs[0] - costs[1]) / (2 * epsilon)


def slope_with_own_step(J, W, index, epsilon):
    return central_slope(J, W, index, 1e-5)


def step_left_behind(parameters, gradients, X, Y, epsilon):
    moved = {name: W.astype(float) for name, W in parameters.items()}
    slopes = {}
    for name, W in moved.items():
        slopes["d" + name] = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            W[index] += epsilon
            plus = cost_of(moved, X, Y)
            W[index] -= 2 * epsilon
            slopes["d" + name][index] = (plus - cost_of(moved, X, Y)) / (2 * epsilon)
    order = sorted(gradients)
    each = {key: relative(slopes[key], gradients[key]) for key in order}
    return relative(as_vector(slopes, order), as_vector(gradients, order)), each


def step_left_in_the_arguments(parameters, gradients, X, Y, epsilon):
    for name in parameters:
        parameters[name] = parameters[name].astype(float)
    slopes = {}
    for name, W in parameters.items():
        slopes["d" + name] = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            W[index] += epsilon
            plus = cost_of(parameters, X, Y)
            W[index] -= 2 * epsilon
            slopes["d" + name][index] = (plus - cost_of(parameters, X, Y)) / (2 * epsilon)
    order = sorted(gradients)
    each = {key: relative(slopes[key], gradients[key]) for key in order}
    return relative(as_vector(slopes, order), as_vector(gradients, order)), each


def step_taken_back_by_adding(parameters, gradients, X, Y, epsilon):
    for name in parameters:
        parameters[name] = parameters[name].astype(float)
    slopes = {}
    for name, W in parameters.items():
        slopes["d" + name] = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            W[index] += epsilon
            plus = cost_of(parameters, X, Y)
            W[index] -= 2 * epsilon
            minus = cost_of(parameters, X, Y)
            W[index] += epsilon
            slopes["d" + name][index] = (plus - minus) / (2 * epsilon)
    order = sorted(gradients)
    each = {key: relative(slopes[key], gradients[key]) for key in order}
    return relative(as_vector(slopes, order), as_vector(gradients, order)), each


def step_in_shared_arrays(parameters, gradients, X, Y, epsilon):
    slopes = {}
    for name in parameters:
        slopes["d" + name] = np.zeros(parameters[name].shape)
        for index in np.ndindex(parameters[name].shape):
            plus = parameters.copy()
            plus[name][index] += epsilon
            up = cost_of(plus, X, Y)
            minus = parameters.copy()
            minus[name][index] -= epsilon
            slopes["d" + name][index] = (up - cost_of(minus, X, Y)) / (2 * epsilon)
    order = sorted(gradients)
    each = {key: relative(slopes[key], gradients[key]) for key in order}
    return relative(as_vector(slopes, order), as_vector(gradients, order)), each


def differences_written_into_gradients(parameters, gradients, X, Y, epsilon):
    answer = reference.gradient_check_n(parameters, gradients, X, Y, epsilon)
    for key, num in numerical_gradients(parameters, X, Y, epsilon).items():
        gradients[key] -= num
    return answer


def in_the_order_of_the_dicts(parameters, gradients, X, Y, epsilon):
    slopes = numerical_gradients(parameters, X, Y, epsilon)
    num, ana = as_vector(slopes, slopes), as_vector(gradients, gradients)
    return relative(num, ana), {key: relative(slopes[key], gradients[key]) for key in gradients}


def pairs_by_zip(parameters, gradients, X, Y, epsilon):
    slopes = numerical_gradients(parameters, X, Y, epsilon)
    each = {key: relative(num, ana) for (key, num), ana in zip(slopes.items(), gradients.values(), strict=True)}
    return relative(as_vector(slopes, slopes), as_vector(gradients, gradients)), each


def cut_by_place(parameters, gradients, X, Y, epsilon):
    """Both long vectors, each in the order of its own dict, cut into the pieces of the gradients."""
    slopes = numerical_gradients(parameters, X, Y, epsilon)
    num, ana = as_vector(slopes, slopes), as_vector(gradients, gradients)
    ends = np.cumsum([g.size for g in gradients.values()])[:-1]
    pieces = zip(gradients, np.split(num, ends), np.split(ana, ends), strict=True)
    return relative(num, ana), {key: relative(n, a) for key, n, a in pieces}


def lengths_added(parameters, gradients, X, Y, epsilon):
    slopes = numerical_gradients(parameters, X, Y, epsilon)
    apart = sum(norm(slopes[key] - gradients[key]) for key in gradients)
    size = sum(norm(slopes[key]) + norm(gradients[key]) for key in gradients)
    return apart / size, {key: relative(slopes[key], gradients[key]) for key in gradients}


def functions_for_one_weight(parameters, gradients, X, Y, epsilon):
    return reference.logistic_cost(X, parameters)


def three_layers_only(parameters, gradients, X, Y, epsilon):
    parameters = {name: parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3")}
    return reference.gradient_check_n(parameters, gradients, X, Y, epsilon)


def divided_by_the_whole(parameters, gradients, X, Y, epsilon):
    slopes = numerical_gradients(parameters, X, Y, epsilon)
    order = sorted(gradients)
    num, ana = as_vector(slopes, order), as_vector(gradients, order)
    size = norm(num) + norm(ana)
    return norm(num - ana) / size, {key: norm(slopes[key] - gradients[key]) / size for key in order}


def columns_side_by_side(parameters, gradients, X, Y, epsilon):
    slopes = numerical_gradients(parameters, X, Y, epsilon)
    order = sorted(gradients)
    num = as_vector(slopes, order)[:, np.newaxis]
    ana = as_vector(gradients, order)
    return relative(num, ana), {key: relative(slopes[key], gradients[key]) for key in order}


def difference_alone(parameters, gradients, X, Y, epsilon):
    return reference.gradient_check_n(parameters, gradients, X, Y, epsilon)[0]


def differences_alone(parameters, gradients, X, Y, epsilon):
    return reference.gradient_check_n(parameters, gradients, X, Y, epsilon)[1]


def parts_exchanged(parameters, gradients, X, Y, epsilon):
    return reference.gradient_check_n(parameters, gradients, X, Y, epsilon)[::-1]


def check_n_by_hand(parameters, gradients, X, Y, epsilon):
    """In place on a copy, the old value put back; norms as sums of squares in plain Python."""
    moved = {name: W.astype(float).copy() for name, W in parameters.items()}
    squares = {}
    for name, W in moved.items():
        apart = size_num = size_ana = 0.0
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                old = W[i, j]
                W[i, j] = old + epsilon
                plus = cost_of(moved, X, Y)
                W[i, j] = old - epsilon
                minus = cost_of(moved, X, Y)
                W[i, j] = old
                num, ana = (plus - minus) / (2 * epsilon), gradients["d" + name][i, j]
                apart, size_num, size_ana = apart + (num - ana) ** 2, size_num + num**2, size_ana + ana**2
        squares["d" + name] = (apart, size_num, size_ana)

    def ratio(apart, size_num, size_ana):
        return math.sqrt(apart) / (math.sqrt(size_num) + math.sqrt(size_ana))

    total = [sum(parts) for parts in zip(*squares.values(), strict=True)]
    return ratio(*total), {key: ratio(*parts) for key, parts in squares.items()}


def check_n_through_a_vector(parameters, gradients, X, Y, epsilon):
    """Everything in one vector, biases first, columns before rows."""
    names = sorted(parameters, reverse=True)
    theta = np.concatenate([parameters[name].flatten("F") for name in names]).astype(np.float64)
    ana = np.concatenate([gradients["d" + name].flatten("F") for name in names])
    ends = np.cumsum([0] + [parameters[name].size for name in names])

    def J(theta):
        parts = {
            name: theta[start:end].reshape(parameters[name].shape, order="F")
            for name, start, end in zip(names, ends[:-1], ends[1:], strict=True)
        }
        return cost_of(parts, X, Y)

    steps = np.eye(theta.size) * epsilon
    num = np.array([(J(theta + step) - J(theta - step)) / (2.0 * epsilon) for step in steps])
    each = {
        "d" + name: np.linalg.norm(num[start:end] - ana[start:end])
        / (np.linalg.norm(num[start:end]) + np.linalg.norm(ana[start:end]))
        for name, start, end in zip(names, ends[:-1], ends[1:], strict=True)
    }
    return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana)), each


def check_n_in_place_with_old_values(parameters, gradients, X, Y, epsilon):
    """Moves the entries of the dict that is given, and puts every array back."""
    slopes = {}
    for name in list(parameters):
        original = parameters[name]
        slopes["d" + name] = np.zeros(original.shape)
        parameters[name] = np.array(original, dtype=float)
        for index, old in np.ndenumerate(original):
            parameters[name][index] = old + epsilon
            plus = cost_of(parameters, X, Y)
            parameters[name][index] = old - epsilon
            slopes["d" + name][index] = (plus - cost_of(parameters, X, Y)) / (2 * epsilon)
            parameters[name][index] = old
        parameters[name] = original
    order = list(gradients)
    each = {key: relative(slopes[key], gradients[key], np.linalg.norm) for key in order}
    return [relative(as_vector(slopes, order), as_vector(gradients, order)), each]


def check_n_with_a_finer_network(parameters, gradients, X, Y, epsilon):
    """Costs in the longest floating-point numbers there are: less rounding, where the machine has them."""
    exact = {name: W.astype(np.longdouble) for name, W in parameters.items()}

    def J(parameters):
        A, L = X.astype(np.longdouble), len(parameters) // 2
        for l in range(1, L + 1):
            Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
            A = np.maximum(Z, 0)
        return np.mean(np.logaddexp(0, Z) - Y * Z)

    def slope(name, index):
        step = np.zeros(exact[name].shape, np.longdouble)
        step[index] = epsilon
        plus, minus = (J({**exact, name: exact[name] + sign * step}) for sign in (1, -1))
        return float((plus - minus) / (2 * np.longdouble(epsilon)))

    slopes = {
        "d" + name: np.reshape([slope(name, i) for i in np.ndindex(W.shape)], W.shape) for name, W in exact.items()
    }
    each = {key: float(relative(slopes[key], gradients[key])) for key in slopes}
    return float(relative(as_vector(slopes, slopes), as_vector(gradients, slopes))), each


BY_PLACE = (
    "it looks as if gradients are matched by their places in the dicts. They are filled in different orders: go by the "
    "keys."
)

check_all = Exercise(
    name="gradient_check_n",
    points=20,
    reference=reference.gradient_check_n,
    cases=network_cases,
    probe=probe_w1a3.all_differences,
    call=probe_w1a3.without_hint,
    returns=("difference", "differences"),
    rtol=1e-6,  # of a wrong gradient the difference is above 0.01, and a central difference is good to 1e-8
    mistakes=[
        Mistake(difference_alone, "return two things: the difference, and the dict of differences."),
        Mistake(differences_alone, "return two things: the difference, and the dict of differences."),
        Mistake(parts_exchanged, "it looks as if the two parts of the answer are exchanged: the number comes first."),
        Mistake(
            network_check(keys="{}"), "it looks as if the keys are those of the parameters. Use those of the gradients."
        ),
        Mistake(network_check(slope_to_the_right), ONE_SIDED.format("to the right")),
        Mistake(network_check(slope_to_the_left), ONE_SIDED.format("to the left")),
        Mistake(network_check(slope_not_halved), NOT_HALVED),
        Mistake(
            network_check(slope_from_one_array),
            "it looks as if the step to the left starts from where the step to the right ended, and comes back to the "
            "middle. Start both from the parameter itself.",
        ),
        Mistake(
            network_check(slope_all_at_once),
            "it looks as if all entries of a parameter are moved at once. Each slope belongs to one entry: move that "
            "one alone.",
        ),
        Mistake(
            network_check(slope_of_integers),
            "it looks as if a parameter that holds integers stays one. It cannot hold 1.00003: make a copy of type "
            "float before you move an entry.",
        ),
        Mistake(
            network_check(slope_with_own_step),
            "it looks as if epsilon is a fixed number in your function. Use the one given.",
        ),
        Mistake(
            step_left_behind,
            "it looks as if an entry stays moved when the next one is looked at. Put it back first, to exactly its "
            "old value.",
        ),
        Mistake(
            step_left_in_the_arguments,
            "it looks as if the entries of the caller's `parameters` are moved, and stay so. Work on a copy of each "
            "array (`dict(...)` and `.copy()` of a dict copy no array), and put an entry back before you move the "
            "next one.",
        ),
        Mistake(
            step_in_shared_arrays,
            "it looks as if the copies of `parameters` share their arrays: a step in one is a step in all, the "
            "caller's included. `dict(...)` and `.copy()` of a dict copy no array: copy the array that you move.",
        ),
        Mistake(
            differences_written_into_gradients,
            "it looks as if the arrays in `gradients` are written into. They belong to the caller: `a - b` makes a new "
            "array, `a -= b` does not.",
        ),
        Mistake(
            step_taken_back_by_adding,
            "it looks as if the caller's `parameters` are moved, and moved back by adding: rounding leaves them "
            "changed in their last digits. Work on a copy of each array.",
        ),
        Mistake(
            in_the_order_of_the_dicts,
            "it looks as if the two vectors hold the parameters in different orders: a dict of gradients is filled "
            "from the last layer to the first. Go by the keys.",
        ),
        Mistake(pairs_by_zip, BY_PLACE),
        Mistake(cut_by_place, BY_PLACE),
        Mistake(
            functions_for_one_weight,
            "your `forward_propagation` from above is for one weight, and a dict of arrays is a TypeError to it. If it "
            "is what you call here, call `network.forward_propagation`.",
        ),
        Mistake(three_layers_only, "it looks as if there must be three layers. This network has two: go by the keys."),
        Mistake(
            columns_side_by_side,
            "it looks as if a column is subtracted from a row or a flat array, which broadcasts to a matrix. Give "
            "both the same shape.",
        ),
        Mistake(
            network_check(measure=lambda num, ana: abs(norm(num) - norm(ana)) / (norm(num) + norm(ana))),
            "it looks like the difference of the norms. The norm of the difference is asked: two vectors of one "
            "length may point in different directions.",
        ),
        Mistake(network_check(measure=lambda num, ana: norm(num - ana)), NOT_RELATIVE),
        Mistake(
            network_check(measure=lambda num, ana: norm(num - ana) / norm(num + ana)),
            "it looks as if the gradients are added before the norm is taken. The sum of the two norms is asked.",
        ),
        Mistake(
            network_check(measure=lambda num, ana: norm(num - ana) / norm(num)), NO_SUM.format("the numerical gradient")
        ),
        Mistake(
            network_check(measure=lambda num, ana: norm(num - ana) / norm(ana)), NO_SUM.format("the analytic gradient")
        ),
        Mistake(
            network_check(measure=lambda num, ana: norm(num - ana) ** 2 / (norm(num) ** 2 + norm(ana) ** 2)),
            "it looks as if the square roots are missing: a norm is the root of the sum of the squares.",
        ),
        Mistake(
            network_check(measure=lambda num, ana: relative(num, ana, lambda v: np.sum(np.abs(v)))),
            "it looks as if absolute values are summed. The Euclidean norm is asked, the root of the sum of the "
            "squares.",
        ),
        Mistake(
            network_check(measure=lambda num, ana: relative(num, ana, lambda v: np.max(np.abs(v)))),
            "it looks as if the largest entry is taken for the norm. The Euclidean norm is asked, the root of the sum "
            "of the squares.",
        ),
        Mistake(
            network_check(measure=lambda num, ana: relative(num, ana, lambda v: np.linalg.norm(v, 2))),
            "it looks like `np.linalg.norm(…, 2)` of a matrix, its largest singular value. Without the 2 it is the "
            "root of the sum of the squares.",
        ),
        Mistake(
            network_check(measure=lambda num, ana: np.mean(np.abs(num - ana) / (np.abs(num) + np.abs(ana) + 1e-300))),
            "it looks like the mean of the entries' relative differences. An entry whose slope is almost 0 would "
            "decide alone: take the norms first, then divide.",
        ),
        Mistake(
            network_check(total=lambda each: np.mean(list(each.values()))),
            "it looks as if the whole is the mean of the parameters' differences. It is the difference of the two "
            "long vectors.",
        ),
        Mistake(
            network_check(total=lambda each: np.max(list(each.values()))),
            "it looks as if the whole is the largest of the parameters' differences. It is the difference of the two "
            "long vectors.",
        ),
        Mistake(
            network_check(total=lambda each: np.sum(list(each.values()))),
            "it looks as if the whole is the sum of the parameters' differences. It is the difference of the two long "
            "vectors.",
        ),
        Mistake(
            lengths_added,
            "it looks as if the lengths of the parameters' vectors are added. The length of the long vector is asked: "
            "add squares, and take the root at the end.",
        ),
        Mistake(
            divided_by_the_whole,
            "it looks as if a parameter's difference is divided by the norms of all the parameters together. Divide "
            "by its own two norms.",
        ),
    ],
    alternatives=[
        network_check(),
        network_check(measure=lambda num, ana: norm(num - ana) / (norm(num) + norm(ana) + 1e-8)),
        check_n_by_hand,
        check_n_through_a_vector,
        check_n_in_place_with_old_values,
        check_n_with_a_finer_network,
    ],
)


# -- repaired_backward_propagation -------------------------------------------------------------------------------------


def three_layer_cases(rng):
    cases = []
    for layers_dims in ([3, 4, 3, 1], [2, 3, 3, 1], [4, 2, 3, 1]):
        m = int(rng.integers(4, 8))
        _, X, Y, cache, _ = lively_network(rng, layers_dims, m)
        cases.append(Case(f"layers {'-'.join(map(str, layers_dims))}, {m} examples", (X, Y, cache)))
    return [*cases, case_at_the_kink(rng)]


def case_at_the_kink(rng):
    """The first example is 0: its Z1 is exactly 0 in every unit, its Z2 in the first unit, and positive in the next."""
    parameters, X, Y, _, _ = lively_network(rng, [3, 4, 3, 1], 6)
    X = X * (np.arange(6) > 0)
    parameters["b1"] = np.zeros((4, 1))
    parameters["b2"] = np.abs(parameters["b2"]) * (np.arange(3)[:, np.newaxis] > 0)
    _, cache = network.forward_propagation(X, parameters)
    return Case("layers 3-4-3-1, 6 examples, one of which gives a Z of exactly 0", (X, Y, cache))


def units_on(Z):
    return Z > 0


def units_not_off(Z):
    """The planted bug of the mask: after ReLU nothing is below 0."""
    return relu(Z) >= 0


def units_at_zero_on(Z):
    return Z >= 0


def summed(dZ):
    return np.sum(dZ, axis=1, keepdims=True)


def averaged(dZ):
    """The planted bug of db2: a second 1/m."""
    return np.mean(dZ, axis=1, keepdims=True)


def flat(dZ):
    return np.sum(dZ, axis=1)


def repaired(first_mask=units_on, second_mask=units_on, second_bias=summed, bias=summed, weight=lambda dZ, A: dZ @ A.T):
    """A backward pass of three layers from its parts; the mistakes below differ in them."""

    def repaired_backward_propagation(X, Y, cache):
        dZ3 = (sigmoid(cache["Z3"]) - Y) / X.shape[1]
        dZ2 = (cache["W3"].T @ dZ3) * second_mask(cache["Z2"])
        dZ1 = (cache["W2"].T @ dZ2) * first_mask(cache["Z1"])
        return {
            "dW3": weight(dZ3, cache["A2"]),
            "db3": bias(dZ3),
            "dW2": weight(dZ2, cache["A1"]),
            "db2": second_bias(dZ2),
            "dW1": weight(dZ1, X),
            "db1": bias(dZ1),
        }

    return repaired_backward_propagation


def all_averaged(X, Y, cache):
    grads = repaired()(X, Y, cache)
    return {key: value / X.shape[1] for key, value in grads.items()}


def mask_written_into_the_cache(X, Y, cache):
    for name in ("Z1", "Z2"):
        cache[name][cache[name] <= 0] = 0
        cache[name][cache[name] > 0] = 1
    return repaired()(X, Y, cache)


def repaired_from_activations(X, Y, cache):
    return repaired(
        first_mask=lambda Z: (relu(Z) > 0).astype(float),
        second_bias=lambda dZ: np.mean(dZ, axis=1, keepdims=True) * X.shape[1],
    )(X, Y, cache)


def repaired_in_place(X, Y, cache):
    """In place on its own arrays, 1/m at the end, sums as products with ones."""
    m = Y.size
    dZ = 1 / (1 + np.exp(-cache["Z3"])) - Y
    grads = {}
    for l in (3, 2, 1):
        grads[f"db{l}"] = np.dot(dZ, np.ones((m, 1))) / m
        grads[f"dW{l}"] = np.einsum("im,jm->ij", dZ, cache[f"A{l - 1}"]) / m
        if l > 1:
            dZ = np.dot(cache[f"W{l}"].T, dZ)
            dZ[cache[f"Z{l - 1}"] <= 0] = 0
    return grads


def repaired_by_examples(X, Y, cache):
    grads = {f"d{name}": np.zeros_like(cache[name]) for name in ("W1", "b1", "W2", "b2", "W3", "b3")}
    for i in range(X.shape[1]):
        dz = (sigmoid(cache["Z3"][:, [i]]) - Y[:, [i]]) / X.shape[1]
        for l in (3, 2, 1):
            grads[f"dW{l}"] += np.outer(dz, cache[f"A{l - 1}"][:, i])
            grads[f"db{l}"] += dz
            if l > 1:
                dz = np.where(cache[f"Z{l - 1}"][:, [i]] > 0, cache[f"W{l}"].T @ dz, 0.0)
    return grads


repair = Exercise(
    name="repaired_backward_propagation",
    points=10,
    reference=backward_propagation,
    cases=three_layer_cases,
    mistakes=[
        Mistake(
            repaired(units_not_off, second_bias=averaged),
            "both bugs are still there. Run your `gradient_check_n` on it: what it says of each parameter tells where "
            "to look.",
        ),
        Mistake(
            repaired(units_not_off),
            "db2 is right now. Both gradients of layer 1 are wrong, and those of the layer above are right: what "
            "stands between them, and what should it let through?",
        ),
        Mistake(
            repaired(second_bias=averaged),
            "one bug is repaired, and one is still there. One gradient alone is wrong, and the other of its layer, "
            "from the same dZ, is right: look at that one line.",
        ),
        Mistake(
            repaired(bias=averaged, second_bias=averaged),
            "it looks as if all biases are averaged now. Two of them were right before: dZ3 is divided by m already, "
            "and all else follows from it.",
        ),
        Mistake(all_averaged, "it looks as if everything is divided by m once more. dZ3 is divided by it already."),
        Mistake(
            repaired(weight=lambda dZ, A: dZ @ A.T / A.shape[1]),
            "it looks as if the weights' gradients are divided by m once more. dZ3 is divided by it already.",
        ),
        Mistake(repaired(second_bias=flat), "it looks as if db2 has lost an axis. `keepdims=True` keeps it a column."),
        Mistake(
            repaired(second_bias=flat, bias=flat),
            "it looks as if the gradients of all biases have lost an axis. `keepdims=True` keeps them columns.",
        ),
        Mistake(
            repaired(units_not_off, units_not_off),
            "db2 is right now, but it looks as if the line of dZ2, which was right, has been changed. Run your "
            "`gradient_check_n` on the pass as it was: dW2 is right there, and made from dZ2.",
        ),
        *[
            Mistake(
                repaired(first, second),
                "it looks as if the slope of ReLU is 1 where Z is exactly 0. It is taken as 0 there.",
            )
            for first, second in (
                (units_at_zero_on, units_at_zero_on),
                (units_at_zero_on, units_on),
                (units_on, units_at_zero_on),
            )
        ],
        Mistake(
            repaired(second_bias=lambda dZ: np.sum(dZ, keepdims=True)),
            "it looks as if db2 is summed over the units, too. Each unit has its own bias: sum over the examples "
            "alone.",
        ),
        Mistake(
            repaired(first_mask=relu),
            "it looks as if dZ1 is multiplied by A1. The slope of ReLU is 0 or 1, whatever the value.",
        ),
        Mistake(
            repaired(first_mask=lambda Z: Z < 0),
            "it looks as if the mask of layer 1 lets through the units that are off.",
        ),
        Mistake(
            mask_written_into_the_cache,
            "it looks as if the masks are written into the cache. It belongs to the caller: make new arrays.",
        ),
    ],
    alternatives=[repaired(), repaired_from_activations, repaired_in_place, repaired_by_examples],
    equivalent={
        "-1 -> 1": "X has two axes: the last one is axis 1",
        "-1 -> 1 (3)": "dZ has two axes: the last one is axis 1",
    },
)

ASSIGNMENT = Assignment(
    name="W1A3-Gradient_Checking",
    title="Gradient Checking",
    exercises=[forward, backward, check_one, check_all, repair],
    datasets=("circles.csv",),
)
