"""W1A2 Regularization: the L2 penalty and its gradient, inverted dropout forward and backward."""

import copy

import numpy as np

from graders.checks.probes import dropout as probe_dropout
from graders.checks.probes import gradients as probe_gradients
from graders.legacy import Assignment, Case, Exercise, Mistake
from utils import regularization as reference
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def network(rng, layers_dims):
    """He's weights, and biases that are not zero: zeros would hide mistakes."""
    parameters = {}
    for l in range(1, len(layers_dims)):
        scale = np.sqrt(2 / layers_dims[l - 1])
        parameters[f"W{l}"] = rng.standard_normal((layers_dims[l], layers_dims[l - 1])) * scale
        parameters[f"b{l}"] = 0.5 * rng.standard_normal((layers_dims[l], 1))
    return parameters


def setting(rng, low, high):
    """A value for lambd or keep_prob, with so few digits that it can be read aloud."""
    return round(float(rng.uniform(low, high)), 2)


def label(layers_dims, m, name, value):
    return f"layers {'-'.join(map(str, layers_dims))}, {m} examples, {name} = {value:g}"


def labels_of(rng, m):
    return (rng.permutation(m) < m // 2).astype(float)[np.newaxis]


def layers_of(arrays):
    return range(1, number_of_layers(arrays) + 1)


# -- compute_cost_with_regularization ----------------------------------------------------------------------------------


def cost_cases(rng):
    cases = []
    for layers_dims, lambd, size in [
        ([3, 4, 2, 1], setting(rng, 0.5, 2), 2),
        ([2, 5, 1], int(rng.integers(2, 6)), 2),
        ([4, 3, 3, 2, 1], setting(rng, 5, 20), 2),
        ([3, 4, 2, 1], 0.0, 2),
        ([2, 3, 2, 1], setting(rng, 20, 50), 1000),
    ]:
        m = int(rng.integers(6, 12))
        ZL = size * rng.standard_normal((1, m))
        what = label(layers_dims, m, "lambd", lambd) + (", large logits" if size > 100 else "")
        cases.append(Case(what, (ZL, labels_of(rng, m), network(rng, layers_dims), lambd)))
    return cases


def penalized(penalty):
    """The cost plus penalty(weights, lambd, m); the mistakes below differ in it."""

    def compute_cost_with_regularization(ZL, Y, parameters, lambd):
        weights = [parameters[f"W{l}"] for l in layers_of(parameters)]
        return compute_cost(ZL, Y) + penalty(weights, lambd, Y.shape[1])

    return compute_cost_with_regularization


def squares(weights):
    return sum(np.sum(W**2) for W in weights)


def cost_with_biases(ZL, Y, parameters, lambd):
    return compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * squares(parameters.values())


def cost_of_three_layers(ZL, Y, parameters, lambd):
    weights = [parameters[name] for name in ("W1", "W2", "W3")]
    return compute_cost(ZL, Y) + lambd / (2 * Y.shape[1]) * squares(weights)


def cost_with_features_for_examples(ZL, Y, parameters, lambd):
    return penalized(lambda W, lambd, m: lambd / (2 * W[0].shape[1]) * squares(W))(ZL, Y, parameters, lambd)


def cost_from_probabilities(ZL, Y, parameters, lambd):
    A = 1 / (1 + np.exp(-ZL))
    cross_entropy = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return cross_entropy + lambd / (2 * Y.shape[1]) * squares(parameters[f"W{l}"] for l in layers_of(parameters))


def cost_of_probabilities(ZL, Y, parameters, lambd):
    return reference.compute_cost_with_regularization(sigmoid(ZL), Y, parameters, lambd)


def cost_without_mean(ZL, Y, parameters, lambd):
    cost = Y.shape[1] * compute_cost(ZL, Y)
    return cost + lambd / (2 * Y.shape[1]) * squares(parameters[f"W{l}"] for l in layers_of(parameters))


def penalty_alone(ZL, Y, parameters, lambd):
    return penalized(lambda W, lambd, m: lambd / (2 * m) * squares(W))(ZL, Y, parameters, lambd) - compute_cost(ZL, Y)


def cost_by_norms(ZL, Y, parameters, lambd):
    m = ZL.shape[1]
    return compute_cost(ZL, Y) + sum(
        lambd * np.linalg.norm(parameters["W" + str(l)]) ** 2 / m / 2 for l in range(1, len(parameters) // 2 + 1)
    )


def cost_by_loops(ZL, Y, parameters, lambd):
    total = 0
    for name in parameters:
        if "W" in name:
            for row in parameters[name]:
                for weight in row:
                    total += weight * weight
    losses = [np.logaddexp(0, -z if y else z) for z, y in zip(ZL[0], Y[0], strict=True)]
    return (sum(losses) + 0.5 * lambd * total) / len(losses)


def cost_in_an_array(ZL, Y, parameters, lambd):
    vector = np.concatenate([parameters[f"W{l}"].ravel() for l in layers_of(parameters)])
    return np.squeeze(np.array([[compute_cost(ZL, Y)]]) + (lambd / Y.size) * (vector @ vector) / 2)


cost = Exercise(
    name="compute_cost_with_regularization",
    points=10,
    reference=reference.compute_cost_with_regularization,
    cases=cost_cases,
    mistakes=[
        Mistake(
            cost_with_biases,
            "it looks as if the biases are penalized, too. The penalty is for weights alone: a bias does not bend "
            "the boundary, it moves it.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / 2 * squares(W)),
            "it looks as if the penalty is not divided by the number of examples. It stands beside a mean.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / m * squares(W)),
            "it looks as if the 2 in the denominator is missing. It is there so that the derivative has none.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd * squares(W)),
            "it looks as if lambd is not divided by anything. Look at the fraction in front of the sum.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / 2 * m * squares(W)),
            "it looks as if the penalty is multiplied by the number of examples. Python works from left to right: "
            "what stands under the line needs brackets.",
        ),
        Mistake(
            cost_with_features_for_examples,
            "it looks as if m is the number of features. It is the number of examples: the columns.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * sum(np.linalg.norm(w) for w in W)),
            "it looks as if the norms of the weights are added up. The sum of the squares is the norm squared.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * sum(np.sum(np.abs(w)) for w in W)),
            "it looks as if absolute values are added up. That is L1; L2 adds up squares.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * sum(np.sum(w) ** 2 for w in W)),
            "it looks as if the weights are added up before they are squared. Square each one first.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * sum(np.mean(w**2) for w in W)),
            "it looks as if the mean of the squares is taken. The sum is asked.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * squares(W[:-1])),
            "it looks as if the last layer is left out. Its weights are penalized like all others; `range` leaves "
            "out its end.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * squares(W[-1:])),
            "it looks as if the last layer alone is penalized. Inside a loop, is the sum added to, or set anew?",
        ),
        Mistake(
            penalized(lambda W, lambd, m: lambd / (2 * m) * squares(W[:1])),
            "it looks as if the first layer alone is penalized. All layers are.",
        ),
        Mistake(
            cost_of_three_layers,
            "it looks as if the function counts on three layers. `number_of_layers(parameters)` says how many there "
            "are.",
        ),
        Mistake(
            penalized(lambda W, lambd, m: -lambd / (2 * m) * squares(W)),
            "it looks as if the penalty is taken from the cost. It is added: large weights should cost something.",
        ),
        Mistake(
            penalty_alone,
            "it looks as if the penalty alone is returned. The cross-entropy belongs to the cost, too.",
        ),
        Mistake(
            cost_without_mean,
            "it looks as if the cross-entropy is added up over the examples. It is a mean; `compute_cost` gives it.",
        ),
        Mistake(
            cost_of_probabilities,
            "it looks as if `compute_cost` is given probabilities. It takes the logits, ZL as they are.",
        ),
        Mistake(
            cost_from_probabilities,
            "it looks as if the cross-entropy is computed from probabilities that were rounded to 0 or 1. "
            "`compute_cost(ZL, Y)` does it from the logits, and stays finite.",
        ),
    ],
    alternatives=[cost_by_norms, cost_by_loops, cost_in_an_array],
)


# -- backward_propagation_with_regularization --------------------------------------------------------------------------


def backward_case(rng, layers_dims, m, forward):
    """X, Y and a cache in which every gradient is worth looking at: drawn again where one is next to nothing."""
    while True:
        X, Y = rng.standard_normal((layers_dims[0], m)), labels_of(rng, m)
        _, cache = forward(X, network(rng, layers_dims))
        if all(np.max(np.abs(grad)) > 0.01 for grad in backward_propagation(X, Y, cache).values()):
            return X, Y, cache


def l2_cases(rng):
    cases = []
    for layers_dims, lambd in [
        ([3, 4, 2, 1], setting(rng, 0.5, 2)),
        ([3, 3, 3, 1], setting(rng, 2, 5)),
        ([2, 5, 1], int(rng.integers(2, 6))),
        ([4, 3, 4, 2, 1], setting(rng, 0.1, 1)),
        ([2, 4, 3, 1], 0.0),
    ]:
        m = int(rng.integers(7, 12))
        X, Y, cache = backward_case(rng, layers_dims, m, forward_propagation)
        cases.append(Case(label(layers_dims, m, "lambd", lambd), (X, Y, cache, lambd)))
    return cases


def decayed(term, biases=False, layers=layers_of):
    """The plain gradients plus term(W, lambd, m) in some layers; the mistakes below differ in it."""

    def backward_propagation_with_regularization(X, Y, cache, lambd):
        grads = backward_propagation(X, Y, cache)
        for l in layers(cache):
            for name in (f"W{l}", f"b{l}")[: 1 + biases]:
                grads["d" + name] = grads["d" + name] + term(cache[name], lambd, X.shape[1])
        return grads

    return backward_propagation_with_regularization


def l2_with_features_for_examples(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return grads | {f"dW{l}": grads[f"dW{l}"] + lambd / X.shape[0] * cache[f"W{l}"] for l in layers_of(cache)}


def l2_term_alone(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return grads | {f"dW{l}": lambd / X.shape[1] * cache[f"W{l}"] for l in layers_of(cache)}


def l2_adds_gradients(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return grads | {f"dW{l}": (1 + lambd / X.shape[1]) * grads[f"dW{l}"] for l in layers_of(cache)}


def l2_of_three_layers(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return grads | {f"dW{l}": grads[f"dW{l}"] + lambd / X.shape[1] * cache[f"W{l}"] for l in (1, 2, 3)}


def l2_weights_alone(X, Y, cache, lambd):
    grads = reference.backward_propagation_with_regularization(X, Y, cache, lambd)
    return {name: grad for name, grad in grads.items() if name.startswith("dW")}


def l2_in_place(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    for l in layers_of(cache):
        decay = cache[f"W{l}"]
        decay *= lambd / X.shape[1]
        grads[f"dW{l}"] += decay
    return grads


def l2_without_mean(X, Y, cache, lambd):
    grads = reference.backward_propagation_with_regularization(X, Y, cache, lambd)
    return {name: X.shape[1] * grad for name, grad in grads.items()}


def l2_through_the_network(X, Y, cache, lambd):
    """Everything from the chain rule, 1/m at the end of each line, and with the errors returned as well."""
    m, grads = X.shape[1], {}
    dZ = sigmoid(cache[f"Z{number_of_layers(cache)}"]) - Y
    for l in reversed(layers_of(cache)):
        grads[f"dZ{l}"] = dZ
        grads["dW" + str(l)] = 1.0 / m * (np.dot(dZ, cache["A" + str(l - 1)].T) + lambd * cache["W" + str(l)])
        grads["db" + str(l)] = 1.0 / m * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = np.dot(cache["W" + str(l)].T, dZ)
            dZ = np.where(cache["A" + str(l - 1)] > 0, dA, 0)
    return grads


def l2_by_a_comprehension(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    return {name: grad + lambd * cache[name[1:]] * ("W" in name) / Y.size for name, grad in grads.items()}


def l2_in_place_on_its_own(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    for l in layers_of(cache):
        decay = cache[f"W{l}"].copy()
        decay *= lambd
        decay /= len(Y[0])
        grads[f"dW{l}"] += decay
    return grads


l2 = Exercise(
    name="backward_propagation_with_regularization",
    points=10,
    reference=reference.backward_propagation_with_regularization,
    cases=l2_cases,
    probe=probe_gradients.gradients,
    mistakes=[
        Mistake(
            decayed(lambda W, lambd, m: lambd * W),
            "it looks as if lambd is not divided by m. The cost has lambd / (2 m), and the 2 alone goes away.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / (2 * m) * W),
            "it looks as if the fraction of the cost was taken over as it is. The derivative of a square brings a 2.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * W, biases=True),
            "it looks as if the biases are penalized, too. The cost has no bias in its penalty.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * W**2),
            "it looks as if the weights are still squared. The derivative of a square is not a square.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * np.sum(W)),
            "it looks as if the weights are added up. The derivative by one weight knows nothing of the others.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * np.sum(W**2)),
            "it looks as if the penalty itself is added. Its derivative is asked, by each weight.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * np.sign(W)),
            "it looks like the derivative of absolute values, which is L1. Here the squares are penalized.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: -lambd / m * W),
            "it looks as if the term is subtracted. Then a step down the gradient would make the weights larger.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd * m * W),
            "it looks as if the term is multiplied by m. It is divided by it, as in the cost.",
        ),
        Mistake(
            l2_with_features_for_examples,
            "it looks as if m is the number of features. It is the number of examples: the columns of X.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: 0 * W),
            "it looks like the plain gradients: what the penalty adds is missing.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * W, layers=lambda cache: list(layers_of(cache))[-1:]),
            "it looks as if the last layer alone gets its term. All layers do; check what the loop runs over.",
        ),
        Mistake(
            decayed(lambda W, lambd, m: lambd / m * W, layers=lambda cache: list(layers_of(cache))[:-1]),
            "it looks as if the last layer is left out. `range` leaves out its end.",
        ),
        Mistake(
            l2_of_three_layers,
            "it looks as if the function counts on three layers. `number_of_layers(cache)` says how many there are.",
        ),
        Mistake(
            l2_term_alone,
            "it looks as if the term of the penalty stands in place of the gradient. It is added to it.",
        ),
        Mistake(
            l2_adds_gradients,
            "it looks as if the gradient is added to itself, scaled. What the penalty adds is made of the weights.",
        ),
        Mistake(
            l2_weights_alone,
            "it looks as if the gradients of the biases got lost. The penalty leaves them as they were.",
        ),
        Mistake(
            l2_without_mean,
            "it looks as if nothing is divided by m. Both parts of the cost are.",
        ),
        Mistake(
            l2_in_place,
            "it looks as if the weights in the cache are changed on the way. Those are the network's own; `*=` and "
            "`+=` change an array itself.",
        ),
    ],
    alternatives=[l2_through_the_network, l2_by_a_comprehension, l2_in_place_on_its_own],
    equivalent={
        "-1 -> 1": "the last axis of a matrix is its second",
    },
)


# -- forward_propagation_with_dropout ----------------------------------------------------------------------------------


def dropout_cases(rng):
    """Layers large enough to count what is kept; keep_prob = 1, which must be the plain network; two equal layers."""
    cases = []
    for layers_dims, m, keep_prob in [
        ([4, 30, 20, 1], 120, setting(rng, 0.75, 0.85)),
        ([3, 50, 1], 100, setting(rng, 0.45, 0.55)),
        ([2, 25, 25, 1], 140, setting(rng, 0.58, 0.68)),
        ([5, 25, 20, 25, 1], 110, setting(rng, 0.85, 0.9)),
        ([3, 6, 4, 1], 8, 1.0),
    ]:
        X, parameters = rng.standard_normal((layers_dims[0], m)), network(rng, layers_dims)
        generator = np.random.default_rng(rng.integers(2**32))
        cases.append(Case(label(layers_dims, m, "keep_prob", keep_prob), (X, parameters, generator, keep_prob)))
    return cases


def by_random(rng, shape, keep_prob):
    return rng.random(shape) < keep_prob


def dropped(
    mask=by_random, activation=lambda A, D, keep_prob: A * D / keep_prob, g=relu, stored=lambda D, keep_prob: D
):
    """Dropout from a draw of the mask and what is done with it; mistakes and alternatives differ in one of them."""

    def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
        L = number_of_layers(parameters)
        A, cache = X, {"A0": X, **parameters}
        for l in range(1, L + 1):
            Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
            cache[f"Z{l}"] = Z
            if l < L:
                D = mask(rng, Z.shape, keep_prob)
                A = activation(g(Z), D, keep_prob)
                cache |= {f"A{l}": A, f"D{l}": stored(D, keep_prob)}
        return Z, cache

    return forward_propagation_with_dropout


def changed(change):
    """The reference's answer after change(ZL, cache, args) -> (ZL, cache)."""

    def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
        ZL, cache = reference.forward_propagation_with_dropout(X, parameters, rng, keep_prob)
        return change(ZL, cache, (X, parameters, rng, keep_prob))

    return forward_propagation_with_dropout


def dropout_with_generator(make):
    """Dropout from make(rng), a generator of its own, and not from rng."""

    def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
        return reference.forward_propagation_with_dropout(X, parameters, make(rng), keep_prob)

    return forward_propagation_with_dropout


def same_seed_in_each_layer(rng, shape, keep_prob):
    return np.random.default_rng(3).random(shape) < keep_prob


def same_state_in_each_layer(X, parameters, rng, keep_prob):
    seed = rng.integers(2**32)
    function = dropped(lambda _, shape, keep: np.random.default_rng(seed).random(shape) < keep)
    return function(X, parameters, rng, keep_prob)


def one_mask_for_all_layers(X, parameters, rng, keep_prob):
    """One mask, drawn for the largest layer and cut to size."""
    units = max(b.shape[0] for name, b in parameters.items() if name[0] == "b")
    D = rng.random((units, X.shape[1])) < keep_prob
    return dropped(lambda _, shape, keep: D[: shape[0]])(X, parameters, rng, keep_prob)


def input_dropped(X, parameters, rng, keep_prob):
    D0 = rng.random(X.shape) < keep_prob if keep_prob < 1 else np.ones(X.shape)
    ZL, cache = reference.forward_propagation_with_dropout(X * D0 / keep_prob, parameters, rng, keep_prob)
    return ZL, cache | {"D0": D0}


def input_dropped_in_place(X, parameters, rng, keep_prob):
    X *= rng.random(X.shape) < keep_prob
    X /= keep_prob
    return reference.forward_propagation_with_dropout(X, parameters, rng, keep_prob)


def output_dropped(ZL, cache, args):
    _, _, rng, keep_prob = args
    return ZL * (rng.random(ZL.shape) < keep_prob) / keep_prob, cache


def output_dropped_in_the_cache(ZL, cache, args):
    ZL, cache = output_dropped(ZL, cache, args)
    return ZL, cache | {f"Z{number_of_layers(cache)}": ZL}


def relu_at_the_end(ZL, cache, args):
    return relu(ZL), cache


def sigmoid_at_the_end(ZL, cache, args):
    return sigmoid(ZL), cache


def masks_forgotten(ZL, cache, args):
    return ZL, {key: value for key, value in cache.items() if key[0] != "D"}


def logits_alone(X, parameters, rng, keep_prob):
    return reference.forward_propagation_with_dropout(X, parameters, rng, keep_prob)[0]


def activations_before_dropout(ZL, cache, args):
    hidden = range(1, number_of_layers(cache))
    return ZL, cache | {f"A{l}": relu(cache[f"Z{l}"]) for l in hidden}


def plain_activations_passed_on(X, parameters, rng, keep_prob):
    """The mask is made and stored, and the next layer gets the activations without it."""
    ZL, cache = forward_propagation(X, parameters)
    for l in range(1, number_of_layers(parameters)):
        cache[f"D{l}"] = rng.random(cache[f"A{l}"].shape) < keep_prob
        cache[f"A{l}"] = cache[f"A{l}"] * cache[f"D{l}"] / keep_prob
    return ZL, cache


def masked_before_relu(ZL, cache, args):
    hidden = range(1, number_of_layers(cache))
    return ZL, cache | {f"Z{l}": cache[f"Z{l}"] * cache[f"D{l}"] for l in hidden}


def dropout_by_loops(X, parameters, rng, keep_prob):
    """Entry by entry, the last unit first, and with the masks as lists of 0 and 1 turned into arrays."""
    cache = {"A0": X}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        cache["W" + str(l)], cache["b" + str(l)] = parameters["W" + str(l)], parameters["b" + str(l)]
        cache["Z" + str(l)] = np.dot(parameters["W" + str(l)], cache["A" + str(l - 1)]) + parameters["b" + str(l)]
        if l == L:
            break
        n, m = cache["Z" + str(l)].shape
        D, A = np.zeros((n, m), dtype=int), np.zeros((n, m))
        for i in reversed(range(n)):
            for j in range(m):
                if rng.uniform() <= keep_prob:
                    D[i, j] = 1
                    A[i, j] = max(cache["Z" + str(l)][i, j], 0) / keep_prob
        cache["D" + str(l)], cache["A" + str(l)] = D, A
    return cache["Z" + str(L)], cache


def plain_where_all_is_kept(X, parameters, rng, keep_prob):
    """No draw where nothing can be dropped, and more in the cache than was asked."""
    if keep_prob < 1:
        ZL, cache = reference.forward_propagation_with_dropout(X, parameters, rng, keep_prob)
    else:
        ZL, cache = forward_propagation(X, parameters)
        cache |= {f"D{l}": np.ones(cache[f"A{l}"].shape) for l in range(1, number_of_layers(parameters))}
    return ZL, cache | {"AL": sigmoid(ZL), "keep_prob": keep_prob}


def only_the_kept(A, D, keep_prob):
    A = A / keep_prob
    A[~D] = 0
    return A


ALTERNATIVE_DRAWS = {
    "by_binomial": dropped(lambda rng, shape, keep_prob: rng.binomial(1, keep_prob, shape)),
    "by_choice": dropped(lambda rng, shape, keep_prob: rng.choice([0.0, 1.0], shape, p=[1 - keep_prob, keep_prob])),
    "from_the_other_end": dropped(lambda rng, shape, keep_prob: rng.random(shape) >= 1 - keep_prob),
    "or_equal": dropped(lambda rng, shape, keep_prob: rng.random(shape) <= keep_prob),
    "by_uniform_transposed": dropped(lambda rng, shape, keep_prob: keep_prob > rng.uniform(0, 1, shape[::-1]).T),
    "by_where": dropped(activation=lambda A, D, keep_prob: np.where(D, A / keep_prob, 0)),
    "by_index": dropped(activation=only_the_kept),
}
for name, function in ALTERNATIVE_DRAWS.items():
    function.__name__ = name

SHARED_MASK = (
    "it looks as if the layers share a mask, or start the draw again from the same state. Let the draws follow one "
    "another from the one `rng`."
)
LEARNED_BY_HEART = "Then every iteration has the same masks, and the network learns them by heart."

divided_before_it_is_stored = dropped(
    lambda rng, shape, keep_prob: (rng.random(shape) < keep_prob) / keep_prob, lambda A, D, keep_prob: A * D
)

dropout = Exercise(
    name="forward_propagation_with_dropout",
    points=20,
    reference=reference.forward_propagation_with_dropout,
    cases=dropout_cases,
    probe=probe_dropout.dropout,
    returns=("ZL", "cache"),
    mistakes=[
        Mistake(
            divided_before_it_is_stored,
            "it looks as if the mask in the cache is divided by keep_prob already. Let it hold 0 and 1 (or False and "
            "True): the way back divides once more.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A * D),
            "it looks as if what is kept is not divided by anything. Fewer activations get through, so each has to "
            "stand for more, or the next layer gets less than it will at prediction.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A * D * keep_prob),
            "it looks as if what is kept is multiplied by keep_prob. That makes up for nothing: it gets smaller still.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A * D / keep_prob**2),
            "it looks as if what is kept is divided by keep_prob twice: once in the mask, once after it?",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A * D / (1 - keep_prob)),
            "it looks as if what is kept is divided by the probability to be dropped.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A / keep_prob),
            "it looks as if the mask is drawn, and not applied: nothing is zero where it should be.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A),
            "it looks as if the mask is drawn, and not applied: nothing is zero where it should be.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A * D / np.mean(D)),
            "it looks as if what is kept is divided by the fraction that was kept this time. keep_prob is its mean.",
        ),
        Mistake(
            dropped(activation=lambda A, D, keep_prob: A * ~D / keep_prob),
            "it looks as if the activations are kept where the mask says to drop them.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: rng.random(shape) > keep_prob),
            "it looks as if keep_prob is taken for the probability to drop. Which way must the sign of the "
            "comparison point?",
        ),
        Mistake(
            dropped(
                lambda rng, shape, keep_prob: rng.random(shape) < 1 - keep_prob,
                lambda A, D, keep_prob: A * ~D / keep_prob,
            ),
            "it looks as if the mask says what is dropped. Let it say what is kept; the way back counts on that.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: rng.standard_normal(shape) < keep_prob),
            "it looks as if the numbers behind the mask are normal ones. A number below keep_prob with that "
            "probability is an even one from 0 to 1: `rng.random`.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: rng.random(shape) < 0.5),
            "it looks as if half of the units are kept, whatever keep_prob is.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: rng.random(shape), stored=lambda D, keep_prob: D),
            "it looks as if the mask is made of the random numbers themselves. Compare them with keep_prob first.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: np.broadcast_to(rng.random((shape[0], 1)) < keep_prob, shape).copy()),
            "it looks as if a unit is dropped for all examples at once. Each example gets a mask of its own: the "
            "mask has the shape of A.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: rng.random((shape[0], 1)) < keep_prob),
            "it looks as if a unit is dropped for all examples at once. Each example gets a mask of its own: the "
            "mask has the shape of A.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: np.broadcast_to(rng.random((1, shape[1])) < keep_prob, shape).copy()),
            "it looks as if all units of an example are dropped together. The mask has the shape of A.",
        ),
        Mistake(
            dropped(lambda rng, shape, keep_prob: np.full(shape, rng.random() < keep_prob)),
            "it looks as if one number decides for a whole layer. Tell the draw which shape it should have.",
        ),
        Mistake(one_mask_for_all_layers, SHARED_MASK),
        Mistake(same_state_in_each_layer, SHARED_MASK),
        Mistake(
            dropout_with_generator(lambda rng: np.random.default_rng(1)),
            "it looks as if the function makes a generator of its own, with a fixed seed. "
            f"{LEARNED_BY_HEART} Draw from the `rng` that you are given.",
        ),
        Mistake(
            dropped(same_seed_in_each_layer),
            "it looks as if a generator with a fixed seed is made in every layer, so that layers share their masks. "
            f"{LEARNED_BY_HEART} Draw from the `rng` that you are given.",
        ),
        Mistake(
            dropout_with_generator(lambda rng: np.random.default_rng()),
            "it looks as if the function makes a generator of its own, or uses NumPy's global one. Then nobody can "
            "repeat a run; draw from the `rng` that you are given.",
        ),
        Mistake(
            dropout_with_generator(copy.deepcopy),
            "it looks as if the masks are drawn from a copy of `rng`, which itself stays where it was. "
            f"{LEARNED_BY_HEART}",
        ),
        Mistake(
            input_dropped,
            "it looks as if the input is dropped, too. Here only hidden layers are: A0 stays X.",
        ),
        Mistake(
            input_dropped_in_place,
            "it looks as if the input is dropped, and in place: X itself is changed. Only hidden layers are dropped.",
        ),
        Mistake(
            changed(output_dropped),
            "it looks as if the logits are dropped, too. The last layer has nothing after it to make up for that.",
        ),
        Mistake(
            changed(output_dropped_in_the_cache),
            "it looks as if the logits are dropped, too. The last layer has nothing after it to make up for that.",
        ),
        Mistake(
            changed(relu_at_the_end),
            "it looks as if the last layer has a ReLU. Its logits come back as they are, whatever their sign.",
        ),
        Mistake(
            changed(sigmoid_at_the_end),
            "it looks as if probabilities are returned. The logits are asked; the cost is computed from them.",
        ),
        Mistake(
            dropped(g=lambda Z: Z),
            "it looks as if the ReLU is missing in the hidden layers.",
        ),
        Mistake(
            dropped(g=sigmoid),
            "it looks as if the hidden layers have a sigmoid. Here they have a ReLU.",
        ),
        Mistake(
            changed(masks_forgotten),
            'it looks as if the masks are not in the cache. The way back needs them, as "D1", "D2", and so on.',
        ),
        Mistake(
            logits_alone,
            "it looks as if the logits alone are returned. Return the cache with them: `return ZL, cache`.",
        ),
        Mistake(
            changed(activations_before_dropout),
            "it looks as if the cache holds the activations from before dropout. The next layer was given what was "
            "left of them, and the way back needs that.",
        ),
        Mistake(
            plain_activations_passed_on,
            "it looks as if the next layer is given the activations from before dropout, so that nothing was dropped.",
        ),
        Mistake(
            changed(masked_before_relu),
            "it looks as if the mask is applied to Z. It makes no difference to A, but the cache should hold Z as it "
            "was before ReLU and dropout.",
        ),
    ],
    alternatives=[*ALTERNATIVE_DRAWS.values(), dropout_by_loops, plain_where_all_is_kept],
    equivalent={
        "rng.random(Z.shape) < keep_prob -> rng.random(Z.shape) <= keep_prob": "the two differ where a random number "
        "is keep_prob itself, which happens once in 2^53 draws",
        "l < L -> l <= L": "a mask and activations of the last layer come into the cache, and nothing is made of them",
    },
)


# -- backward_propagation_with_dropout ---------------------------------------------------------------------------------


def dropout_backward_cases(rng):
    cases = []
    for layers_dims, keep_prob in [
        ([3, 5, 4, 1], setting(rng, 0.6, 0.9)),
        ([4, 4, 4, 1], setting(rng, 0.5, 0.8)),
        ([2, 6, 1], setting(rng, 0.4, 0.6)),
        ([3, 4, 5, 3, 1], setting(rng, 0.7, 0.9)),
        ([2, 5, 3, 1], 1.0),
    ]:
        m = int(rng.integers(8, 13))

        def forward(X, parameters, keep_prob=keep_prob):
            return reference.forward_propagation_with_dropout(X, parameters, rng, keep_prob)

        while True:
            X, Y, cache = backward_case(rng, layers_dims, m, forward)
            grads = reference.backward_propagation_with_dropout(X, Y, cache, keep_prob)
            bites = keep_prob == 1 or all(
                np.any(cache[f"Z{l}"][~cache[f"D{l}"]] > 0) and np.any(cache[f"Z{l}"][cache[f"D{l}"]] < 0)
                for l in range(1, len(layers_dims) - 1)
            )
            if bites and all(np.max(np.abs(grad)) > 0.01 for grad in grads.values()):
                break
        cases.append(Case(label(layers_dims, m, "keep_prob", keep_prob), (X, Y, cache, keep_prob)))
    return cases


def returned(
    hidden=lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] / keep_prob * (cache[f"Z{l}"] > 0),
    weights=lambda dZ, l, cache, keep_prob: dZ @ cache[f"A{l - 1}"].T,
    biases=lambda dZ: dZ.sum(axis=1, keepdims=True),
    output=lambda ZL, Y: sigmoid(ZL) - Y,
    m=lambda X: X.shape[1],
):
    """The way back from its parts; mistakes and alternatives differ in one. hidden: from dA to dZ of hidden layer l."""

    def backward_propagation_with_dropout(X, Y, cache, keep_prob):
        L = number_of_layers(cache)
        dZ = output(cache[f"Z{L}"], Y) / m(X)
        grads = {}
        for l in range(L, 0, -1):
            grads[f"dW{l}"], grads[f"db{l}"] = weights(dZ, l, cache, keep_prob), biases(dZ)
            if l > 1:
                dZ = hidden(cache[f"W{l}"].T @ dZ, l - 1, cache, keep_prob)
        return grads

    return backward_propagation_with_dropout


def masks_drawn_anew(dA, l, cache, keep_prob):
    """Any random factors will do: all that is seen is that they are others in each call."""
    return dA * np.random.default_rng().random(dA.shape) * (cache[f"Z{l}"] > 0)


def biases_masked(X, Y, cache, keep_prob):
    """The errors of the last layer are masked with the mask of the layer before, for its own bias."""
    grads = reference.backward_propagation_with_dropout(X, Y, cache, keep_prob)
    return {name: grad / keep_prob if name[:2] == "db" else grad for name, grad in grads.items()}


def errors_kept_in_the_cache(X, Y, cache, keep_prob):
    cache[f"dZ{number_of_layers(cache)}"] = sigmoid(cache[f"Z{number_of_layers(cache)}"]) - Y
    return reference.backward_propagation_with_dropout(X, Y, cache, keep_prob)


def masks_divided_in_the_cache(X, Y, cache, keep_prob):
    for l in range(1, number_of_layers(cache)):
        cache[f"D{l}"] = cache[f"D{l}"] / keep_prob
    return returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] * (cache[f"Z{l}"] > 0))(X, Y, cache, keep_prob)


def logits_changed_in_place(X, Y, cache, keep_prob):
    grads = reference.backward_propagation_with_dropout(X, Y, cache, keep_prob)
    cache[f"Z{number_of_layers(cache)}"] -= Y
    return grads


def three_layers(X, Y, cache, keep_prob):
    m = X.shape[1]
    dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    dZ2 = cache["W3"].T @ dZ3 * cache["D2"] / keep_prob * (cache["Z2"] > 0)
    dZ1 = cache["W2"].T @ dZ2 * cache["D1"] / keep_prob * (cache["Z1"] > 0)
    grads = {}
    for l, dZ in enumerate((dZ1, dZ2, dZ3), 1):
        grads |= {f"dW{l}": dZ @ cache[f"A{l - 1}"].T, f"db{l}": dZ.sum(axis=1, keepdims=True)}
    return grads


def gate_from_the_activations(dA, l, cache, keep_prob):
    """A is positive where Z is and where it was kept: one gate for both."""
    return np.where(cache[f"A{l}"] > 0, dA, 0) / keep_prob


def gate_by_index(dA, l, cache, keep_prob):
    dZ = dA / keep_prob
    dZ[~cache[f"D{l}"]] = 0
    dZ[cache[f"Z{l}"] <= 0] = 0
    return dZ


def dropout_example_by_example(X, Y, cache, keep_prob):
    """One example after the other, and the errors returned as well."""
    m, L = X.shape[1], number_of_layers(cache)
    grads = {"d" + name: np.zeros(value.shape) for name, value in cache.items() if name[0] in "Wb"}
    for i in range(m):
        dZ = sigmoid(cache[f"Z{L}"][:, i : i + 1]) - Y[:, i : i + 1]
        for l in reversed(range(1, L + 1)):
            A = cache[f"A{l - 1}"][:, i]
            grads[f"dW{l}"] += np.outer(dZ, A) / m
            grads[f"db{l}"] += dZ / m
            if l > 1:
                dZ = np.dot(cache[f"W{l}"].T, dZ) * (A > 0)[:, np.newaxis] / keep_prob
                grads[f"dZ{l - 1}"] = dZ
    return grads


CHANGED_CACHE = (
    "it looks as if the cache is not the same afterwards, and a second call with it would be wrong. Keep results in a "
    "dict of your own, and remember that `-=`, `*=` and `/=` change an array itself."
)

dropout_backward = Exercise(
    name="backward_propagation_with_dropout",
    points=10,
    reference=reference.backward_propagation_with_dropout,
    cases=dropout_backward_cases,
    probe=probe_gradients.gradients,
    mistakes=[
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA / keep_prob * (cache[f"Z{l}"] > 0)),
            "it looks as if the mask is not applied on the way back. A unit that was dropped had no part in the cost.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] * (cache[f"Z{l}"] > 0)),
            "it looks as if keep_prob is not divided by on the way back. Forward, each activation was; the chain "
            "rule brings the same factor. (The masks in the cache of this check are True and False.)",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * (cache[f"Z{l}"] > 0)),
            "it looks like the plain way back: neither the masks nor keep_prob are in it.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] * keep_prob * (cache[f"Z{l}"] > 0)),
            "it looks as if the errors are multiplied by keep_prob. Forward, the activations were divided by it.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] / keep_prob**2 * (cache[f"Z{l}"] > 0)),
            "it looks as if keep_prob is divided by twice in each layer. Forward, it was once.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] / (1 - keep_prob) * (cache[f"Z{l}"] > 0)),
            "it looks as if the errors are divided by the probability to be dropped.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * ~cache[f"D{l}"] / keep_prob * (cache[f"Z{l}"] > 0)),
            "it looks as if the mask is turned round: the errors pass where the activations did not.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l}"] / keep_prob),
            "it looks as if the slope of ReLU is missing: no error comes back through a unit whose Z is negative.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"D{l + 1}"] / keep_prob * (cache[f"Z{l}"] > 0)),
            "it looks as if the mask of another layer is applied. What comes back to A1 passes the mask of A1.",
        ),
        Mistake(
            returned(masks_drawn_anew),
            "it looks as if masks are drawn on the way back. What counts is which units were dropped on the way there, "
            "and the cache holds that.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache["D1"] / keep_prob * (cache[f"Z{l}"] > 0)),
            "it looks as if one mask is used in all layers. Each layer has its own.",
        ),
        Mistake(
            returned(lambda dA, l, cache, keep_prob: dA * cache[f"A{l}"]),
            "it looks as if the error is multiplied by the activation. Its mask and its sign decide what passes.",
        ),
        Mistake(
            returned(weights=lambda dZ, l, cache, keep_prob: dZ @ (cache[f"A{l - 1}"] / (keep_prob if l > 1 else 1)).T),
            "it looks as if the activations in dW are divided by keep_prob once more. In the cache they are already.",
        ),
        Mistake(
            biases_masked,
            "it looks as if the gradients of the biases are divided by keep_prob once more.",
        ),
        Mistake(
            returned(m=lambda X: 1),
            "it looks as if nothing is divided by m. The cost is a mean over the examples.",
        ),
        Mistake(
            returned(m=lambda X: X.shape[0]),
            "it looks as if m is the number of features. It is the number of examples: the columns of X.",
        ),
        Mistake(
            returned(m=lambda X: X.shape[1] ** 2),
            "it looks as if m is divided by twice: in dZ, and again in dW and db.",
        ),
        Mistake(
            returned(output=lambda ZL, Y: Y - sigmoid(ZL)),
            "it looks as if the error has the wrong sign: it is what the network says minus what is true.",
        ),
        Mistake(
            returned(output=lambda ZL, Y: ZL - Y),
            "it looks as if the error is taken from the logits. It is a difference of probabilities: the sigmoid of "
            "ZL minus Y.",
        ),
        Mistake(
            returned(biases=lambda dZ: dZ.sum(axis=1)),
            "it looks as if the gradients of the biases have one axis. They are columns, like the biases: "
            "`keepdims=True`.",
        ),
        Mistake(
            returned(biases=lambda dZ: dZ.mean(axis=1, keepdims=True)),
            "it looks as if the gradients of the biases are divided by m twice. A sum is asked once dZ has its 1/m.",
        ),
        Mistake(
            three_layers,
            "it looks as if the function counts on three layers. `number_of_layers(cache)` says how many there are.",
        ),
        Mistake(errors_kept_in_the_cache, CHANGED_CACHE),
        Mistake(masks_divided_in_the_cache, CHANGED_CACHE),
        Mistake(logits_changed_in_place, CHANGED_CACHE),
    ],
    alternatives=[
        returned(),
        returned(gate_from_the_activations),
        returned(gate_by_index),
        returned(lambda dA, l, cache, keep_prob: cache[f"D{l}"] * (cache[f"Z{l}"] >= 0) * dA * (1 / keep_prob)),
        dropout_example_by_example,
    ],
)

ASSIGNMENT = Assignment(
    name="W1A2-Regularization",
    title="Regularization",
    exercises=[cost, l2, dropout, dropout_backward],
    datasets=("breast_cancer.csv",),
)
