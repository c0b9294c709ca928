"""W2A1 Optimization Methods: mini-batches, momentum, RMSProp, Adam, and learning rates that decay."""

from itertools import pairwise

import numpy as np

from graders.checks.probes.mini_batches import mini_batches
from graders.checks.probes.optimizers import looked_at_later, shared_or_not, two_states
from graders.legacy import Assignment, Case, Exercise, Mistake
from utils import gradient_descent, learning_rates, minibatches, optimizers


def network(rng, *layers_dims):
    """Parameters and gradients of normal numbers, biases included: zeros would hide errors."""
    shapes = {}
    for l, (n_before, n) in enumerate(pairwise(layers_dims), 1):
        shapes |= {f"W{l}": (n, n_before), f"b{l}": (n, 1)}
    parameters = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    grads = {"d" + name: rng.standard_normal(shape) for name, shape in shapes.items()}
    return parameters, grads


def networks(rng):
    """Three networks of different depth: (label, (parameters, grads))."""
    deep = [int(n) for n in rng.integers(2, 7, size=3)] + [1]
    for dims in ([3, 4, 1], deep, [int(rng.integers(2, 6)), 1]):
        yield "layers " + "-".join(map(str, dims)), network(rng, *dims)


def changed(averages, rng, square=False):
    """Averages as a training run has them: of the same shapes, and for squares positive."""
    new = {name: rng.standard_normal(value.shape) for name, value in averages.items()}
    return {name: value**2 for name, value in new.items()} if square else new


def zeros(grads):
    return {name: np.zeros_like(value) for name, value in grads.items()}


def without_unit(averages):
    """The first unit of the first layer is dead: nothing of it has a gradient, now or before."""
    return {name: np.r_[0 * value[:1], value[1:]] if name.endswith("1") else value for name, value in averages.items()}


def weights_only(update):
    """The same rule, with the biases left as they were."""

    def wrong(parameters, *rest):
        new, *averages = update(parameters, *rest)
        new = {name: value if name[0] == "W" else parameters[name] for name, value in new.items()}
        return new, *averages

    return wrong


def in_place(update):
    """The same rule; its arguments, the gradients apart, are what they should become."""

    def wrong(parameters, grads, *rest):
        answer = update(parameters, grads, *rest)
        mine = [parameters, *(arg for arg in rest if isinstance(arg, dict))]
        for old, new in zip(mine, answer):
            old.update(new)
        return tuple(mine)

    return wrong


def same_arrays_again(update):
    """The same rule, which keeps what it returned last and writes the next answer into the same arrays."""
    kept = {}

    def wrong(*args):
        for i, new in enumerate(update(*args)):
            for name, value in new.items():
                kept.setdefault((i, name, value.shape), np.empty_like(value))[...] = value
        return tuple(
            {name: kept[i, name, value.shape] for name, value in new.items()} for i, new in enumerate(update(*args))
        )

    return wrong


def last_first(update):
    return lambda *args: update(*args)[::-1]


def first_only(update):
    return lambda *args: update(*args)[0]


def past_the_last_layer(kind):
    """Goes on to a layer that is not there, and looks up its kind + "W" first."""

    def wrong(parameters, *rest):
        raise KeyError(f"{kind}W{len(parameters) // 2 + 1}")

    return wrong


def epsilon_after(update):
    """The same rule with parentheses missing: epsilon comes last, and is added to the new parameter."""

    def wrong(*args):
        *args, epsilon = args
        new, *averages = update(*args, 0.0)
        return {name: value + epsilon for name, value in new.items()}, *averages

    return wrong


IN_PLACE = (
    "it looks as if an argument is changed on the way. Whoever called the function still has it, and may need it: make "
    "new arrays and new dicts (`+=` and `-=` on an array change it in place, and so does an assignment to a key of a "
    "dict that came in)."
)
WEIGHTS_ONLY = "it looks as if only the weights move. The biases are parameters too."
SIGN = "it looks as if the step goes uphill: the gradient points to where the cost grows."
ORDER = "it looks as if the right things come back in another order than the docstring says."
PARAMETERS_ONLY = (
    "it looks as if only the parameters come back. The next step needs what is remembered, too: return all that the "
    "docstring names."
)
PAST_THE_LAST = (
    "it looks as if the loop goes past the last layer. Each layer has two arrays in `parameters`, so the number of its "
    "keys is not the number of layers."
)
CARET = (
    "it looks as if `^` is meant as a power. In Python it compares bits, and fractions have none; a power is written "
    "`**`."
)
EPSILON_AFTER = "it looks as if epsilon is added last of all. It belongs to the denominator: mind the parentheses."
SAME_ARRAYS = (
    "it looks as if every call gives back the same arrays, filled anew. Then what an earlier call returned changes "
    "under its owner's hands: make new arrays in each call."
)


# -- update_parameters_with_gd -----------------------------------------------------------------------------------------


def gd_cases(rng):
    rates = [0.1, round(float(rng.uniform(0.2, 0.9)), 3), round(float(rng.uniform(1.5, 3)), 3)]
    return [
        Case(f"{label}, learning rate {rate}", (parameters, grads, rate))
        for (label, (parameters, grads)), rate in zip(networks(rng), rates, strict=True)
    ]


def gd(step):
    """Gradient descent with another step: step(value, grad, learning_rate) -> the new value."""

    def update(parameters, grads, learning_rate):
        return {name: step(value, grads["d" + name], learning_rate) for name, value in parameters.items()}

    return update


def gd_weights_only(parameters, grads, learning_rate):
    new = gradient_descent.update_parameters_with_gd(parameters, grads, learning_rate)
    return {name: value if name[0] == "W" else parameters[name] for name, value in new.items()}


def gd_without_last_layer(parameters, grads, learning_rate):
    L = len(parameters) // 2
    new = gradient_descent.update_parameters_with_gd(parameters, grads, learning_rate)
    return {name: value if int(name[1:]) < L else parameters[name] for name, value in new.items()}


def gd_in_place(parameters, grads, learning_rate):
    for name in parameters:
        parameters[name] -= learning_rate * grads["d" + name]
    return parameters


def gd_steps_returned(parameters, grads, learning_rate):
    return {name: learning_rate * grads["d" + name] for name in parameters}


def gd_keys_of_grads(parameters, grads, learning_rate):
    return {"d" + name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}


def gd_by_layers(parameters, grads, learning_rate):
    new = {}
    for l in range(1, len(parameters) // 2 + 1):
        new["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        new["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return new


def gd_on_a_copy(parameters, grads, learning_rate):
    new = {name: value.copy() for name, value in parameters.items()}
    for name in reversed(new):
        new[name] += grads["d" + name] * -learning_rate
    return new


def gd_in_one_vector(parameters, grads, learning_rate):
    flat = np.concatenate([value.ravel() for value in parameters.values()])
    flat -= learning_rate * np.concatenate([grads["d" + name].ravel() for name in parameters])
    ends = np.cumsum([value.size for value in parameters.values()])
    pieces = np.split(flat, ends[:-1])
    return {name: piece.reshape(value.shape) for (name, value), piece in zip(parameters.items(), pieces, strict=True)}


gradient_step = Exercise(
    name="update_parameters_with_gd",
    points=10,
    reference=gradient_descent.update_parameters_with_gd,
    cases=gd_cases,
    call=looked_at_later,
    mistakes=[
        Mistake(gd(lambda value, grad, rate: value + rate * grad), SIGN),
        Mistake(gd_weights_only, WEIGHTS_ONLY),
        Mistake(
            gd_without_last_layer,
            "it looks as if the last layer does not move. `range` leaves out its end.",
        ),
        Mistake(past_the_last_layer(""), PAST_THE_LAST),
        Mistake(past_the_last_layer("d"), PAST_THE_LAST),
        Mistake(
            gd(lambda value, grad, rate: value - grad),
            "it looks as if the step is the whole gradient. The learning rate says how much of it to go.",
        ),
        Mistake(
            gd(lambda value, grad, rate: value - grad / rate),
            "it looks as if the gradient is divided by the learning rate. A smaller rate means a smaller step.",
        ),
        Mistake(
            gd(lambda value, grad, rate: value * (1 - rate * grad)),
            "it looks as if the step is multiplied with the parameter. It is subtracted from it.",
        ),
        Mistake(
            gd_steps_returned,
            "it looks as if the steps come back, and not the parameters after the step.",
        ),
        Mistake(
            gd_keys_of_grads,
            "it looks as if the answer has the keys of the gradients. What comes back are parameters, with their own "
            "names.",
        ),
        Mistake(gd_in_place, IN_PLACE),
    ],
    alternatives=[gd_by_layers, gd_on_a_copy, gd_in_one_vector],
)


# -- random_mini_batches -----------------------------------------------------------------------------------------------


def mini_batch_cases(rng):
    """With and without a part left over, one example each, one batch for all, the size left to its default."""
    size = int(rng.integers(10, 40))
    rest = int(rng.integers(1, size))
    shapes = [
        (5 * size + rest, size),  # first: of six mini-batches that are shuffled whole, some change places
        (150, 64),
        (128, 64),
        (int(rng.integers(140, 180)), None),
        (3 * size, size),
        (45, 1),
        (50, 64),
        (64, 64),
        (3, 2),
    ]
    return [mini_batch_case(rng, m, size) for m, size in shapes]


def mini_batch_case(rng, m, size):
    X = rng.standard_normal((int(rng.integers(2, 5)), m))
    Y = (rng.random((1, m)) < 0.5).astype(float)
    draws = np.random.default_rng(rng.integers(2**32))
    if size is None:
        return Case(f"{m} examples, the size not given", (X, Y, draws))
    return Case(f"{m} examples, mini_batch_size {size}", (X, Y, draws, size))


def cut(X, Y, size):
    """Mini-batches in the order of the columns."""
    return [(X[:, i : i + size], Y[:, i : i + size]) for i in range(0, X.shape[1], size)]


def shuffled(X, Y, rng):
    order = rng.permutation(X.shape[1])
    return X[:, order], Y[:, order]


def mini_batches_of_rows(X, Y, rng, mini_batch_size=64):
    order = rng.permutation(X.shape[0])
    return cut(X[:, order], Y[:, order], mini_batch_size)


def mini_batches_last_dropped(X, Y, rng, mini_batch_size=64):
    whole = X.shape[1] // mini_batch_size
    return cut(*shuffled(X, Y, rng), mini_batch_size)[:whole]


def mini_batches_last_filled_up(X, Y, rng, mini_batch_size=64):
    X, Y = shuffled(X, Y, rng)
    missing = -X.shape[1] % mini_batch_size
    again = np.arange(missing) % X.shape[1]
    return cut(np.hstack([X, X[:, again]]), np.hstack([Y, Y[:, again]]), mini_batch_size)


def mini_batches_last_twice(X, Y, rng, mini_batch_size=64):
    batches = cut(*shuffled(X, Y, rng), mini_batch_size)
    return batches + batches[-1:]


def mini_batches_last_always(X, Y, rng, mini_batch_size=64):
    X, Y = shuffled(X, Y, rng)
    whole = X.shape[1] // mini_batch_size
    starts = [k * mini_batch_size for k in range(whole)]
    batches = [(X[:, i : i + mini_batch_size], Y[:, i : i + mini_batch_size]) for i in starts]
    return [*batches, (X[:, whole * mini_batch_size :], Y[:, whole * mini_batch_size :])]


def mini_batches_rest_in_last(X, Y, rng, mini_batch_size=64):
    X, Y = shuffled(X, Y, rng)
    whole = max(X.shape[1] // mini_batch_size, 1)
    starts = [k * mini_batch_size for k in range(whole)]
    ends = [*starts[1:], X.shape[1]]
    return [(X[:, i:j], Y[:, i:j]) for i, j in zip(starts, ends, strict=True)]


def mini_batches_of_one_size(X, Y, rng, mini_batch_size=64):
    return cut(*shuffled(X, Y, rng), 64)


def mini_batches_that_many(X, Y, rng, mini_batch_size=64):
    X, Y = shuffled(X, Y, rng)
    pieces = np.array_split(np.arange(X.shape[1]), mini_batch_size)
    return [(X[:, piece], Y[:, piece]) for piece in pieces]


def mini_batches_in_order(X, Y, rng, mini_batch_size=64):
    rng.random()
    return cut(X, Y, mini_batch_size)


def mini_batches_generator_unused(X, Y, rng, mini_batch_size=64):
    return cut(X, Y, mini_batch_size)


def mini_batches_apart(X, Y, rng, mini_batch_size=64):
    return cut(X[:, rng.permutation(X.shape[1])], Y[:, rng.permutation(Y.shape[1])], mini_batch_size)


def mini_batches_with_replacement(X, Y, rng, mini_batch_size=64):
    order = rng.integers(X.shape[1], size=X.shape[1])
    return cut(X[:, order], Y[:, order], mini_batch_size)


def mini_batches_whole_shuffled(X, Y, rng, mini_batch_size=64):
    rng.random()
    return cut(X, Y, mini_batch_size)[::-1]  # one order for all: what is seen of the others is the same


def mini_batches_rows(X, Y, rng, mini_batch_size=64):
    order = rng.permutation(X.shape[1])
    rows = rng.permutation(X.shape[0])[::-1]
    rows = np.roll(np.sort(rows), 1)
    return cut(X[rows][:, order], Y[:, order], mini_batch_size)


def mini_batches_own_seed(X, Y, rng, mini_batch_size=64):
    return cut(*shuffled(X, Y, np.random.default_rng(0)), mini_batch_size)


def mini_batches_global(X, Y, rng, mini_batch_size=64):
    order = np.random.permutation(X.shape[1])
    return cut(X[:, order], Y[:, order], mini_batch_size)


def mini_batches_in_two_lists(X, Y, rng, mini_batch_size=64):
    batches = cut(*shuffled(X, Y, rng), mini_batch_size)
    return [X for X, _ in batches], [Y for _, Y in batches]


def mini_batches_one_by_one(X, Y, rng, mini_batch_size=64):
    yield from cut(*shuffled(X, Y, rng), mini_batch_size)


def mini_batches_flat_labels(X, Y, rng, mini_batch_size=64):
    return [(X, Y.ravel()) for X, Y in cut(*shuffled(X, Y, rng), mini_batch_size)]


def mini_batches_labels_first(X, Y, rng, mini_batch_size=64):
    return [(Y, X) for X, Y in cut(*shuffled(X, Y, rng), mini_batch_size)]


def mini_batches_in_place(X, Y, rng, mini_batch_size=64):
    X[...], Y[...] = shuffled(X, Y, rng)
    return cut(X, Y, mini_batch_size)


def mini_batches_by_counting(X, Y, rng, mini_batch_size=64):
    m = X.shape[1]
    indices = list(range(m))
    rng.shuffle(indices)
    X, Y = X[:, indices], Y[:, indices].reshape(1, m)
    batches = []
    for k in range(m // mini_batch_size):
        part = slice(k * mini_batch_size, (k + 1) * mini_batch_size)
        batches.append((X[:, part], Y[:, part]))
    if m % mini_batch_size != 0:
        rest = m // mini_batch_size * mini_batch_size
        batches.append((X[:, rest:], Y[:, rest:]))
    return batches


def mini_batches_by_sorting(X, Y, rng, mini_batch_size=64):
    order = np.argsort(rng.random(X.shape[1]))
    parts = np.split(order, range(mini_batch_size, X.shape[1], mini_batch_size))
    return tuple([X[:, part], Y[:, part]] for part in parts)


def mini_batches_together(X, Y, rng, mini_batch_size=64):
    both = rng.permutation(np.vstack([X, Y]), axis=1)
    n = X.shape[0]
    return [(part[:n], part[n:]) for part, _ in cut(both, both, mini_batch_size)]


def mini_batches_drawn_without_replacement(X, Y, rng, mini_batch_size=64):
    left = list(rng.choice(X.shape[1], X.shape[1], replace=False))
    batches = []
    while left:
        take, left = left[:mini_batch_size], left[mini_batch_size:]
        batches.append((X[:, take], Y[:, take]))
    return batches


batches = Exercise(
    name="random_mini_batches",
    points=10,
    reference=minibatches.random_mini_batches,
    cases=mini_batch_cases,
    probe=mini_batches,
    mistakes=[
        Mistake(
            mini_batches_of_rows,
            "it looks as if the number of examples is taken from the rows. Examples are columns: their number is "
            "`X.shape[1]`.",
        ),
        Mistake(
            mini_batches_last_dropped,
            "it looks as if the examples that do not fill a mini-batch are left out. They make a last, smaller one.",
        ),
        Mistake(
            mini_batches_last_filled_up,
            "it looks as if the last mini-batch is filled up with examples that were there before. It may be smaller "
            "than the others.",
        ),
        Mistake(
            mini_batches_last_twice,
            "it looks as if the last mini-batch comes twice.",
        ),
        Mistake(
            mini_batches_last_always,
            "it looks as if there is a last mini-batch with nothing in it, where the examples divide evenly. A mean "
            "over no examples is NaN.",
        ),
        Mistake(
            mini_batches_rest_in_last,
            "it looks as if the examples that are left over are put into the last full mini-batch. No mini-batch is "
            "larger than mini_batch_size.",
        ),
        Mistake(
            mini_batches_that_many,
            "it looks as if mini_batch_size is taken for the number of mini-batches. It is the number of examples in "
            "one.",
        ),
        Mistake(
            mini_batches_of_one_size,
            "it looks as if the size is always 64. That is only what mini_batch_size is when nobody says otherwise.",
        ),
        Mistake(
            mini_batches_generator_unused,
            "it looks as if the examples stay in their order. Shuffle them first, with the generator that was passed "
            "in.",
        ),
        Mistake(
            mini_batches_in_order,
            "it looks as if the examples stay in their order, though numbers are drawn. Use the order that you draw.",
        ),
        Mistake(
            mini_batches_apart,
            "it looks as if X and Y are shuffled apart, so that examples get each other's labels. Draw one order, and "
            "use it for both.",
        ),
        Mistake(
            mini_batches_with_replacement,
            "it looks as if the examples are drawn with replacement, some twice and some never. In an epoch each comes "
            "exactly once: permute them.",
        ),
        Mistake(
            mini_batches_whole_shuffled,
            "it looks as if whole mini-batches are shuffled, with the same neighbours in them for ever. Shuffle the "
            "examples, then cut.",
        ),
        Mistake(
            mini_batches_rows,
            "it looks as if the rows of X are mixed too. Rows are features; examples are columns.",
        ),
        Mistake(
            mini_batches_own_seed,
            "it looks as if the function makes a generator of its own, with a fixed seed. Then every epoch has the "
            "same order; draw from the generator `rng` that was passed in.",
        ),
        Mistake(
            mini_batches_global,
            "it looks as if the order comes from NumPy's global state (np.random.permutation). Draw from the generator "
            "`rng` that was passed in.",
        ),
        Mistake(
            mini_batches_in_two_lists,
            "it looks as if all X come in one list and all Y in another. Each mini-batch is a pair, its X with its Y.",
        ),
        Mistake(
            mini_batches_one_by_one,
            "it looks as if the mini-batches come one by one, from a generator (`yield`). Collect them in a list, and "
            "return it.",
        ),
        Mistake(
            mini_batches_labels_first,
            "it looks as if the labels come first in each pair. First X, then Y.",
        ),
        Mistake(
            mini_batches_flat_labels,
            "it looks as if the labels have lost an axis. They are a row, of shape (1, number of examples).",
        ),
        Mistake(mini_batches_in_place, "it looks as if X and Y themselves are shuffled. Leave them as they were."),
    ],
    alternatives=[
        mini_batches_by_counting,
        mini_batches_by_sorting,
        mini_batches_together,
        mini_batches_drawn_without_replacement,
    ],
)


# -- initialize_velocity and initialize_adam ---------------------------------------------------------------------------


def start_cases(rng):
    return [Case(label, (parameters,)) for label, (parameters, _) in networks(rng)]


def velocity(make):
    """From make(value) -> what to start the average of its gradient from."""
    return lambda parameters: {"d" + name: make(value) for name, value in parameters.items()}


def velocity_keys_of_parameters(parameters):
    return {name: np.zeros_like(value) for name, value in parameters.items()}


def velocity_weights_only(parameters):
    return {"d" + name: np.zeros_like(value) for name, value in parameters.items() if name[0] == "W"}


def velocity_without_last_layer(parameters):
    L = len(parameters) // 2
    return {"d" + name: np.zeros_like(value) for name, value in parameters.items() if int(name[1:]) < L}


def velocity_biases_like_weights(parameters):
    return {"d" + name: np.zeros_like(parameters["W" + name[1:]]) for name in parameters}


def velocity_with_flat_biases(parameters):
    return {"d" + name: np.zeros(value.shape if name[0] == "W" else len(value)) for name, value in parameters.items()}


def velocity_in_place(parameters):
    v = {}
    for name in parameters:
        v["d" + name] = parameters[name]
        v["d" + name] *= 0
    return v


def velocity_by_layers(parameters):
    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        v["dW" + str(l)] = np.zeros((W.shape[0], W.shape[1]))
        v["db" + str(l)] = np.zeros((b.shape[0], b.shape[1]))
    return v


def velocity_by_dict(parameters):
    return dict(zip(("d" + name for name in parameters), (0.0 * value for value in parameters.values()), strict=True))


def velocity_by_lists(parameters):
    return {f"d{name}": np.array([[0.0 for _ in row] for row in value]) for name, value in parameters.items()}


VELOCITY_KEYS = (
    "it looks as if the keys are those of the parameters. It is the gradients that are averaged, and their names begin "
    "with d."
)

FLAT = "it looks as if the averages for the biases have lost an axis. Biases are columns, and so are their averages."

start_velocity = Exercise(
    name="initialize_velocity",
    points=10,
    reference=optimizers.initialize_velocity,
    cases=start_cases,
    mistakes=[
        Mistake(velocity_keys_of_parameters, VELOCITY_KEYS),
        Mistake(
            velocity_weights_only,
            "it looks as if the biases are left out. Their gradients are averaged too.",
        ),
        Mistake(
            velocity_without_last_layer,
            "it looks as if the last layer is left out. `range` leaves out its end.",
        ),
        Mistake(
            velocity(np.copy),
            "it looks as if the average starts from the parameters themselves. It takes over their shapes, not their "
            "values.",
        ),
        Mistake(
            velocity(np.ones_like),
            "it looks as if the average starts from one. Before the first step there is nothing to remember.",
        ),
        Mistake(
            velocity(lambda value: np.zeros_like(value.T)),
            "it looks as if the shapes are transposed. A gradient has the shape of its parameter.",
        ),
        Mistake(
            velocity_biases_like_weights,
            "it looks as if the averages for the biases have the shapes of the weights. Each has the shape of its own "
            "parameter.",
        ),
        Mistake(velocity_with_flat_biases, FLAT),
        Mistake(past_the_last_layer(""), PAST_THE_LAST),
        Mistake(
            velocity(lambda value: np.zeros(len(value))),
            "it looks as if the arrays have one axis. A gradient has the shape of its parameter, with two.",
        ),
        Mistake(
            velocity(lambda value: 0.0),
            "it looks as if each average is one number. Each entry of a gradient has its own: make arrays.",
        ),
        Mistake(
            velocity(lambda value: np.zeros(value.shape, dtype=int)),
            "it looks as if the arrays were made of integers. Averages are fractions: make them of floating-point "
            "numbers, NumPy's usual kind.",
        ),
        Mistake(velocity_in_place, IN_PLACE),
    ],
    alternatives=[velocity_by_layers, velocity_by_dict, velocity_by_lists],
)


def two(make):
    """Adam's start from two starts of one kind."""
    return lambda parameters: (make(parameters), make(parameters))


def adam_one_dict_twice(parameters):
    v = s = optimizers.initialize_velocity(parameters)
    return v, s


def adam_shallow_copy(parameters):
    v = optimizers.initialize_velocity(parameters)
    return v, v.copy()


def adam_only_one(parameters):
    return optimizers.initialize_velocity(parameters)


def adam_in_one_dict(parameters):
    zeros = optimizers.initialize_velocity(parameters)
    return {"v": zeros, "s": {name: value.copy() for name, value in zeros.items()}}


def adam_s_from_ones(parameters):
    v = optimizers.initialize_velocity(parameters)
    return v, {name: value + 1 for name, value in v.items()}


def adam_by_layers(parameters):
    v, s = {}, {}
    for l in range(len(parameters) // 2):
        for name in (f"W{l + 1}", f"b{l + 1}"):
            v["d" + name] = np.zeros(parameters[name].shape)
            s["d" + name] = np.zeros(parameters[name].shape)
    return v, s


def adam_by_copies(parameters):
    v = {"d" + name: np.full_like(value, 0.0) for name, value in parameters.items()}
    return v, {name: value.copy() for name, value in v.items()}


SHARED = (
    "it looks as if v and s hold the very same arrays: they are one dict under two names, or a copy was made of the "
    "dict alone, and not of what is in it. What is written into an array of the one is then in the other, too; each "
    "needs arrays of its own."
)

start_adam = Exercise(
    name="initialize_adam",
    points=10,
    reference=optimizers.initialize_adam,
    cases=start_cases,
    probe=two_states,
    call=shared_or_not,
    mistakes=[
        Mistake(adam_one_dict_twice, SHARED),
        Mistake(adam_shallow_copy, SHARED),
        Mistake(
            adam_only_one,
            "it looks as if only one dict comes back. Adam remembers two averages: return both, first v, then s.",
        ),
        Mistake(
            adam_in_one_dict,
            "it looks as if v and s come in a dict. Return them as a pair, `return v, s`.",
        ),
        Mistake(two(velocity_keys_of_parameters), VELOCITY_KEYS),
        Mistake(
            two(velocity_weights_only), "it looks as if the biases are left out. Their gradients are averaged too."
        ),
        Mistake(
            two(velocity_without_last_layer), "it looks as if the last layer is left out. `range` leaves out its end."
        ),
        Mistake(two(velocity_with_flat_biases), FLAT),
        Mistake(past_the_last_layer(""), PAST_THE_LAST),
        Mistake(
            adam_s_from_ones,
            "it looks as if s starts from one. Before the first step there is nothing to remember, and the correction "
            "counts on zeros.",
        ),
        Mistake(
            two(velocity(lambda value: np.zeros_like(value.T))),
            "it looks as if the shapes are transposed. A gradient has the shape of its parameter.",
        ),
    ],
    alternatives=[adam_by_layers, adam_by_copies, two(velocity_by_dict)],
)


# -- update_parameters_with_momentum -----------------------------------------------------------------------------------


def momentum_cases(rng):
    """A first step, from zeros, and later ones."""
    cases = []
    for i, (label, (parameters, grads)) in enumerate(networks(rng)):
        v = changed(grads, rng) if i else zeros(grads)
        beta, rate = [0.9, 0.5, 0.75][i], round(float(rng.uniform(0.1, 1)), 3)
        when = "a later step" if i else "the first step"
        cases.append(Case(f"{label}, {when}, beta {beta}, learning rate {rate}", (parameters, grads, v, beta, rate)))
    return cases


def momentum(average, step=lambda value, grad, old, new, rate: value - rate * new):
    """Momentum with another average(v, grad, beta, rate), or another step."""

    def update(parameters, grads, v, beta, learning_rate):
        new = {name: average(v[name], grads[name], beta, learning_rate) for name in grads}
        moved = {}
        for name, value in parameters.items():
            key = "d" + name
            moved[name] = step(value, grads[key], v[key], new[key], learning_rate)
        return moved, new

    return update


def averaged(v, grad, beta, rate):
    return beta * v + (1 - beta) * grad


def momentum_divided(parameters, grads, v, beta, learning_rate):
    _, new = reference_momentum(parameters, grads, v, beta, learning_rate)
    return {name: value - learning_rate * new["d" + name] / (1 - beta) for name, value in parameters.items()}, new


def momentum_that_returns_the_old(parameters, grads, v, beta, learning_rate):
    return reference_momentum(parameters, grads, v, beta, learning_rate)[0], v


def momentum_by_layers(parameters, grads, v, beta, learning_rate):
    new_parameters, new_v = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            name, key = kind + str(l), "d" + kind + str(l)
            new_v[key] = beta * v[key] + (1 - beta) * grads[key]
            new_parameters[name] = parameters[name] - learning_rate * new_v[key]
    return new_parameters, new_v


def momentum_on_copies(parameters, grads, v, beta, learning_rate):
    parameters = {name: value.copy() for name, value in parameters.items()}
    v = {name: value.copy() for name, value in v.items()}
    for name in parameters:
        v["d" + name] += (1 - beta) * (grads["d" + name] - v["d" + name])
        parameters[name] -= learning_rate * v["d" + name]
    return parameters, v


def momentum_in_a_list(parameters, grads, v, beta, learning_rate):
    v = {name: np.average([value, grads[name]], axis=0, weights=[beta, 1 - beta]) for name, value in v.items()}
    return [{name[1:]: parameters[name[1:]] - learning_rate * value for name, value in v.items()}, v]


reference_momentum = optimizers.update_parameters_with_momentum
RATE_IN_AVERAGE = (
    "it looks as if the learning rate went into v. Here v averages the gradients, with weights that add up to one; the "
    "rate comes in when the step is made."
)

momentum_step = Exercise(
    name="update_parameters_with_momentum",
    points=10,
    reference=reference_momentum,
    cases=momentum_cases,
    call=looked_at_later,
    returns=("parameters", "v"),
    mistakes=[
        Mistake(
            momentum(lambda v, grad, beta, rate: beta * v + grad),
            "it looks as if the gradient enters v with its full weight. In an average the weights add up to one.",
        ),
        Mistake(
            momentum(lambda v, grad, beta, rate: (1 - beta) * grad),
            "it looks as if v is overwritten, and what it remembered is lost. The old v goes into the new one.",
        ),
        Mistake(
            momentum(lambda v, grad, beta, rate: (1 - beta) * v + beta * grad),
            "it looks as if the two weights have changed places. The past, v, has the weight beta.",
        ),
        Mistake(
            momentum(lambda v, grad, beta, rate: 0.9 * v + 0.1 * grad),
            "it looks as if beta is always 0.9. Use the argument.",
        ),
        Mistake(
            momentum(
                lambda v, grad, beta, rate: beta * v + (1 - beta) * rate * grad, lambda p, grad, old, new, rate: p - new
            ),
            RATE_IN_AVERAGE,
        ),
        Mistake(
            momentum(lambda v, grad, beta, rate: beta * v + rate * grad, lambda p, grad, old, new, rate: p - new),
            RATE_IN_AVERAGE,
        ),
        Mistake(
            momentum(lambda v, grad, beta, rate: beta * v - (1 - beta) * grad),
            "it looks as if the gradient is subtracted from v. v averages the gradients as they are; the minus comes "
            "with the step.",
        ),
        Mistake(
            momentum(averaged, lambda value, grad, old, new, rate: value - rate * old),
            "it looks as if the step is made with v as it came in. First the average, then the step with the new v.",
        ),
        Mistake(
            momentum_divided,
            "it looks as if v is divided by 1 - beta for the step. It is an average already, and the step goes along v "
            "as it is.",
        ),
        Mistake(
            momentum_that_returns_the_old,
            "it looks as if the v that came in is returned. The next step needs the new one.",
        ),
        Mistake(
            momentum(averaged, lambda value, grad, old, new, rate: value - rate * grad),
            "it looks as if the step is made with the gradient. It goes along v.",
        ),
        Mistake(momentum(averaged, lambda value, grad, old, new, rate: value + rate * new), SIGN),
        Mistake(weights_only(reference_momentum), WEIGHTS_ONLY),
        Mistake(first_only(reference_momentum), PARAMETERS_ONLY),
        Mistake(past_the_last_layer(""), PAST_THE_LAST),
        Mistake(past_the_last_layer("d"), PAST_THE_LAST),
        Mistake(last_first(reference_momentum), ORDER),
        Mistake(in_place(reference_momentum), IN_PLACE),
        Mistake(same_arrays_again(reference_momentum), SAME_ARRAYS),
    ],
    alternatives=[momentum_by_layers, momentum_on_copies, momentum_in_a_list],
)


# -- update_parameters_with_rmsprop ------------------------------------------------------------------------------------

# Where epsilon stands is asked, and not left open: the docstring gives the formula, epsilon keeps its meaning from one
# rule to the next (the size of a gradient that it begins to matter for), and under the root 1e-8 would be as much as
# 1e-4 outside. At 1e-8 no answer would show the difference, so one case has an epsilon that is large.


def rmsprop_cases(rng):
    """A first step, later ones, one with an epsilon that counts, and one with a dead unit, whose s is zero."""
    (first, one), (second, two), (third, three) = networks(rng)
    rate = round(float(rng.uniform(0.01, 0.1)), 3)
    dead, dead_grads = network(rng, 3, 4, 1)
    rows = [
        (f"{first}, the first step, beta 0.9", *one, zeros(one[1]), 0.9, 0.01, 1e-8),
        (f"{second}, a later step, beta 0.75", *two, changed(two[1], rng, square=True), 0.75, rate, 1e-8),
        (f"{third}, epsilon 0.5", *three, changed(three[1], rng, square=True), 0.9, rate, 0.5),
        ("layers 3-4-1, one unit dead", dead, without_unit(dead_grads), zeros(dead_grads), 0.99, rate, 1e-8),
    ]
    return [Case(label, tuple(args)) for label, *args in rows]


def rmsprop(average, step=lambda grad, old, new, epsilon: grad / (np.sqrt(new) + epsilon), sign=-1):
    """RMSProp with another average(s, grad, beta), or another direction."""

    def update(parameters, grads, s, beta, learning_rate, epsilon):
        new = {name: average(s[name], grads[name], beta) for name in grads}
        moved = {}
        for name, value in parameters.items():
            key = "d" + name
            moved[name] = value + sign * learning_rate * step(grads[key], s[key], new[key], epsilon)
        return moved, new

    return update


def squares_averaged(s, grad, beta):
    return beta * s + (1 - beta) * grad**2


def rmsprop_by_layers(parameters, grads, s, beta, learning_rate, epsilon):
    new_parameters, new_s = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            grad = grads[f"d{kind}{l}"]
            new_s[f"d{kind}{l}"] = beta * s[f"d{kind}{l}"] + (1 - beta) * np.square(grad)
            scaled = grad / (new_s[f"d{kind}{l}"] ** 0.5 + epsilon)
            new_parameters[f"{kind}{l}"] = parameters[f"{kind}{l}"] - learning_rate * scaled
    return new_parameters, new_s


def rmsprop_on_copies(parameters, grads, s, beta, learning_rate, epsilon):
    parameters = {name: value.copy() for name, value in parameters.items()}
    s = {name: value * beta for name, value in s.items()}
    for name, grad in grads.items():
        s[name] += np.multiply(grad, grad) * (1 - beta)
        parameters[name[1:]] -= learning_rate / (epsilon + np.sqrt(s[name])) * grad
    return parameters, s


def rmsprop_by_entries(parameters, grads, s, beta, learning_rate, epsilon):
    parameters = {name: value.copy() for name, value in parameters.items()}
    s = {name: value.copy() for name, value in s.items()}
    for name, value in parameters.items():
        for at in np.ndindex(value.shape):
            grad = float(grads["d" + name][at])
            s["d" + name][at] = beta * s["d" + name][at] + (1 - beta) * grad * grad
            value[at] -= learning_rate * grad / (float(s["d" + name][at]) ** 0.5 + epsilon)
    return parameters, s


reference_rmsprop = optimizers.update_parameters_with_rmsprop
EPSILON_INSIDE = (
    "it looks as if epsilon is added under the root. There it counts far more (the root of 1e-8 is 1e-4): take the "
    "root first, then add epsilon."
)

rmsprop_step = Exercise(
    name="update_parameters_with_rmsprop",
    points=10,
    reference=reference_rmsprop,
    cases=rmsprop_cases,
    call=looked_at_later,
    returns=("parameters", "s"),
    mistakes=[
        Mistake(
            rmsprop(squares_averaged, lambda grad, old, new, epsilon: grad / np.sqrt(new + epsilon)), EPSILON_INSIDE
        ),
        Mistake(
            rmsprop(squares_averaged, lambda grad, old, new, epsilon: grad / np.sqrt(new)),
            "it looks as if epsilon is left out. Where s is zero, as for the weights of a dead unit, the step is then "
            "0/0.",
        ),
        Mistake(
            rmsprop(squares_averaged, lambda grad, old, new, epsilon: grad / np.sqrt(new) + epsilon),
            "it looks as if epsilon is added to the fraction. It belongs to the denominator: mind the parentheses.",
        ),
        Mistake(epsilon_after(reference_rmsprop), EPSILON_AFTER),
        Mistake(
            rmsprop(lambda s, grad, beta: beta * s + (1 - beta) * grad),
            "it looks as if s averages the gradients. It averages their squares, which have no sign.",
        ),
        Mistake(
            rmsprop(
                lambda s, grad, beta: beta * s + (1 - beta) * grad,
                lambda grad, old, new, epsilon: grad / (np.sqrt(np.abs(new)) + epsilon),
            ),
            "it looks as if s averages the gradients. It averages their squares, which have no sign.",
        ),
        Mistake(rmsprop(lambda s, grad, beta: beta * s + (1 - beta) * grad ^ 2), CARET),
        Mistake(
            rmsprop(lambda s, grad, beta: beta * s + (1 - beta) * np.sum(grad**2)),
            "it looks as if the squares are added up to one number for the whole array. Every entry has an average of "
            "its own.",
        ),
        Mistake(
            rmsprop(lambda s, grad, beta: beta * s + (1 - beta) * np.abs(grad)),
            "it looks as if s averages the sizes of the gradients. It averages their squares.",
        ),
        Mistake(
            rmsprop(lambda s, grad, beta: beta * s + grad**2),
            "it looks as if the square enters s with its full weight. In an average the weights add up to one.",
        ),
        Mistake(
            rmsprop(lambda s, grad, beta: (1 - beta) * grad**2),
            "it looks as if s is overwritten, and what it remembered is lost. The old s goes into the new one.",
        ),
        Mistake(
            rmsprop(lambda s, grad, beta: (1 - beta) * s + beta * grad**2),
            "it looks as if the two weights have changed places. The past, s, has the weight beta.",
        ),
        Mistake(
            rmsprop(lambda s, grad, beta: beta * s + ((1 - beta) * grad) ** 2),
            "it looks as if the weight 1 - beta is squared together with the gradient. Square the gradient alone.",
        ),
        Mistake(
            rmsprop(squares_averaged, lambda grad, old, new, epsilon: grad / (new + epsilon)),
            "it looks as if the root is missing: the gradient is divided by an average of squares.",
        ),
        Mistake(
            rmsprop(squares_averaged, lambda grad, old, new, epsilon: grad * np.sqrt(new) + epsilon * grad),
            "it looks as if the gradient is multiplied by its size. It is divided by it.",
        ),
        Mistake(
            rmsprop(squares_averaged, lambda grad, old, new, epsilon: grad / (np.sqrt(old) + epsilon)),
            "it looks as if the step is made with s as it came in. First the average, then the step with the new s.",
        ),
        Mistake(rmsprop(squares_averaged, sign=1), SIGN),
        Mistake(weights_only(reference_rmsprop), WEIGHTS_ONLY),
        Mistake(first_only(reference_rmsprop), PARAMETERS_ONLY),
        Mistake(past_the_last_layer(""), PAST_THE_LAST),
        Mistake(past_the_last_layer("d"), PAST_THE_LAST),
        Mistake(last_first(reference_rmsprop), ORDER),
        Mistake(in_place(reference_rmsprop), IN_PLACE),
        Mistake(same_arrays_again(reference_rmsprop), SAME_ARRAYS),
    ],
    alternatives=[rmsprop_by_layers, rmsprop_on_copies, rmsprop_by_entries],
)


# -- bias_correction ---------------------------------------------------------------------------------------------------


def bias_cases(rng):
    array = rng.standard_normal((3, 4))
    return [
        Case("an array, beta 0.9, t = 1", (array, 0.9, 1)),
        Case("an array, beta 0.75, t = 3", (rng.standard_normal((2, 1)), 0.75, 3)),
        Case("a number, beta 0.999, t = 2", (float(rng.uniform(1, 2)), 0.999, 2)),
        Case("an array, beta 0.9, t = 50", (rng.standard_normal((1, 5)), 0.9, int(rng.integers(50, 60)))),
    ]


def bias_in_place(average, beta, t):
    average /= 1 - beta**t
    return average


def bias_by_reciprocal(average, beta, t):
    return average * (1 / (1 - pow(beta, t)))


def bias_by_product(average, beta, t):
    power = 1.0
    for _ in range(t):
        power *= beta
    return np.divide(average, 1 - power)


def bias_by_sum(average, beta, t):
    return average / sum((1 - beta) * beta**k for k in range(t))


bias = Exercise(
    name="bias_correction",
    points=10,
    reference=optimizers.bias_correction,
    cases=bias_cases,
    mistakes=[
        Mistake(
            lambda average, beta, t: average / (1 - beta),
            "it looks as if the correction is the same at every step. It is strongest at first and fades: t goes into "
            "it.",
        ),
        Mistake(
            lambda average, beta, t: average / (1 - beta * t),
            "it looks as if beta is multiplied by t. It is raised to the power t: `**`.",
        ),
        Mistake(lambda average, beta, t: average / (1 - beta ^ t), CARET),
        Mistake(
            lambda average, beta, t: average * (1 - beta**t),
            "it looks as if the average is multiplied. It is too small, and has to be divided by the weight that it "
            "has so far.",
        ),
        Mistake(
            lambda average, beta, t: average / (1 - beta ** (t + 1)),
            "it looks as if t is counted from 0. Here the first step is t = 1.",
        ),
        Mistake(
            lambda average, beta, t: average / (1 - np.float64(beta) ** (t - 1)),
            "it looks as if one is taken off t. Here the first step is t = 1, and t is used as it comes in.",
        ),
        Mistake(
            lambda average, beta, t: average / (1 - beta) ** t,
            "it looks as if 1 - beta is raised to the power. Only beta is: mind the parentheses.",
        ),
        Mistake(
            lambda average, beta, t: average / beta**t,
            "it looks as if the 1 is missing. beta^t is the weight that the zero at the start still has; the rest is "
            "what was averaged.",
        ),
        Mistake(
            lambda average, beta, t: average / 1 - beta**t,
            "it looks as if parentheses are missing: only the 1 is in the denominator.",
        ),
        Mistake(bias_in_place, IN_PLACE),
    ],
    alternatives=[bias_by_reciprocal, bias_by_product, bias_by_sum],
)


# -- update_parameters_with_adam ---------------------------------------------------------------------------------------


def adam_cases(rng):
    """The first step, later ones, one with an epsilon that counts, one with a dead unit."""
    (first, one), (second, two), (third, three) = networks(rng)
    rate = round(float(rng.uniform(0.01, 0.1)), 3)
    t = int(rng.integers(4, 9))
    dead, dead_grads = network(rng, 3, 4, 1)
    dead_grads = without_unit(dead_grads)
    dead_v = without_unit(changed(dead_grads, rng))

    def averages(grads):
        return changed(grads, rng), changed(grads, rng, square=True)

    rows = [
        (f"{first}, t = 1", *one, zeros(one[1]), zeros(one[1]), 1, 0.01, 0.9, 0.999, 1e-8),
        (f"{second}, t = {t}", *two, *averages(two[1]), t, rate, 0.75, 0.9, 1e-8),
        (f"{third}, t = 2, epsilon 0.5", *three, *averages(three[1]), 2, rate, 0.9, 0.99, 0.5),
        ("layers 3-4-1, one unit dead", dead, dead_grads, dead_v, zeros(dead_grads), 3, rate, 0.9, 0.999, 1e-8),
    ]
    return [Case(label, tuple(args)) for label, *args in rows]


def adam(first=None, second=None, correct=None, step=None, keep=None):
    """Adam with another part.

    first(v, grad, beta1), second(s, grad, beta2): the averages.  correct(v, s, beta1, beta2, t) -> (v^, s^).
    step(v^, s^, epsilon): the direction.  keep(v, s, v^, s^): the averages that come back.
    """
    first = first or (lambda v, grad, beta1: beta1 * v + (1 - beta1) * grad)
    second = second or (lambda s, grad, beta2: beta2 * s + (1 - beta2) * grad**2)
    correct = correct or (lambda v, s, beta1, beta2, t: (v / (1 - beta1**t), s / (1 - beta2**t)))
    step = step or (lambda v, s, epsilon: v / (np.sqrt(s) + epsilon))
    keep = keep or (lambda v, s, v_hat, s_hat: (v, s))

    def update(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
        moved, new_v, new_s = {}, {}, {}
        for name, value in parameters.items():
            key = "d" + name
            average, squares = first(v[key], grads[key], beta1), second(s[key], grads[key], beta2)
            v_hat, s_hat = correct(average, squares, beta1, beta2, t)
            moved[name] = value - learning_rate * step(v_hat, s_hat, epsilon)
            new_v[key], new_s[key] = keep(average, squares, v_hat, s_hat)
        return moved, new_v, new_s

    return update


reference_adam = optimizers.update_parameters_with_adam


def betas_swapped(update):
    def wrong(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
        return update(parameters, grads, v, s, t, learning_rate, beta2, beta1, epsilon)

    return wrong


adam_corrections_swapped = adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta2**t), s / (1 - beta1**t)))


def adam_along_the_gradient(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    _, new_v, new_s = reference_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    moved, _, _ = reference_adam(parameters, grads, v, s, t, learning_rate, 0.0, beta2, epsilon)  # v^ is the gradient
    return moved, new_v, new_s


def adam_epsilon_before_correction(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    return reference_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon / np.sqrt(1 - beta2**t))


def adam_usual_constants(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    return reference_adam(parameters, grads, v, s, t, learning_rate, 0.9, 0.999, epsilon)


def adam_old_averages(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    _, new_v, new_s = reference_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    moved = {}
    for name, value in parameters.items():
        v_hat, s_hat = v["d" + name] / (1 - beta1**t), s["d" + name] / (1 - beta2**t)
        moved[name] = value - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return moved, new_v, new_s


def adam_of_one_beta(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    moved, new_v, new_s = {}, {}, {}
    for name, value in parameters.items():
        key = "d" + name
        new_v[key] = beta1 * v[key] + (1 - beta1) * grads[key]
        new_s[key] = beta1 * s[key] + (1 - beta1) * grads[key] ** 2
        step = new_v[key] / (1 - beta1**t) / (np.sqrt(new_s[key] / (1 - beta2**t)) + epsilon)
        moved[name] = value - learning_rate * step
    return moved, new_v, new_s


def last_two_swapped(update):
    def wrong(*args):
        moved, v, s = update(*args)
        return moved, s, v

    return wrong


def adam_that_returns_the_old(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    return reference_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)[0], v, s


def adam_by_layers(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    new_parameters, new_v, new_s = {}, {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            key = f"d{kind}{l}"
            new_v[key] = beta1 * v[key] + (1 - beta1) * grads[key]
            new_s[key] = beta2 * s[key] + (1 - beta2) * np.power(grads[key], 2)
            v_corrected = new_v[key] / (1 - beta1**t)
            s_corrected = new_s[key] / (1 - beta2**t)
            step = learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
            new_parameters[f"{kind}{l}"] = parameters[f"{kind}{l}"] - step
    return new_parameters, new_v, new_s


def adam_corrected_rate(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    """The corrections taken together into the rate, and epsilon scaled along (Kingma & Ba, end of section 2)."""
    root = (1 - beta2**t) ** 0.5
    rate = learning_rate * root / (1 - beta1**t)
    v = {name: value + (1 - beta1) * (grads[name] - value) for name, value in v.items()}
    s = {name: value + (1 - beta2) * (grads[name] ** 2 - value) for name, value in s.items()}
    moved = {
        name: value - rate * v["d" + name] / (np.sqrt(s["d" + name]) + epsilon * root)
        for name, value in parameters.items()
    }
    return moved, v, s


def adam_on_copies(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):
    parameters, v, s = ({name: value.copy() for name, value in d.items()} for d in (parameters, v, s))
    for name, grad in grads.items():
        v[name] *= beta1
        v[name] += (1 - beta1) * grad
        s[name] *= beta2
        s[name] += (1 - beta2) * grad * grad
        denominator = np.sqrt(s[name] / (1 - beta2**t))
        denominator += epsilon
        parameters[name[1:]] -= learning_rate * (v[name] / (1 - beta1**t)) / denominator
    return parameters, v, s


BETAS_SWAPPED = (
    "it looks as if beta1 and beta2 have changed places. beta1 belongs to v, beta2 to s, in the averages and in the "
    "corrections."
)

adam_step = Exercise(
    name="update_parameters_with_adam",
    points=10,
    reference=reference_adam,
    cases=adam_cases,
    call=looked_at_later,
    returns=("parameters", "v", "s"),
    mistakes=[
        Mistake(
            adam_of_one_beta,
            "it looks as if s is averaged with beta1. beta2 belongs to it, and beta1 to v.",
        ),
        Mistake(last_two_swapped(reference_adam), ORDER),
        Mistake(
            adam_that_returns_the_old,
            "it looks as if the v and s that came in are returned. The next step needs the new ones.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1 * t), s / (1 - beta2 * t))),
            "it looks as if beta is multiplied by t. In the correction t is the power of beta, `beta**t`.",
        ),
        Mistake(
            adam(step=lambda v, s, epsilon: np.sqrt(v / (s + epsilon))),
            "it looks as if the root is taken of the whole fraction. It belongs to s alone.",
        ),
        Mistake(betas_swapped(reference_adam), BETAS_SWAPPED),
        Mistake(betas_swapped(adam_corrections_swapped), BETAS_SWAPPED),
        Mistake(adam_corrections_swapped, BETAS_SWAPPED),
        Mistake(
            adam_along_the_gradient,
            "it looks as if the step is made with the gradient. It goes along v, corrected.",
        ),
        Mistake(epsilon_after(reference_adam), EPSILON_AFTER),
        Mistake(
            adam(step=lambda v, s, epsilon: v / np.sqrt(s) + epsilon),
            "it looks as if epsilon is added to the fraction. It belongs to the denominator: mind the parentheses.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v, s)),
            "it looks as if the bias correction is missing: the step is made with the averages as they are.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1**t), s)),
            "it looks as if only v is corrected. s began at zero too.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v, s / (1 - beta2**t))),
            "it looks as if only s is corrected. v began at zero too.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1**t), s / (1 - beta1**t))),
            "it looks as if both corrections are made with beta1. s was averaged with beta2.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1), s / (1 - beta2))),
            "it looks as if the correction is the same at every step. It fades: t is the power of beta.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1 ** (t + 1)), s / (1 - beta2 ** (t + 1)))),
            "it looks as if the correction counts one step too many. The first step is t = 1, and t comes in already "
            "counted.",
        ),
        Mistake(
            adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1 ** (t - 1)), s / (1 - beta2 ** (t - 1)))),
            "it looks as if the correction counts from 0. The first step is t = 1, and t is used as it comes in.",
        ),
        Mistake(
            adam(keep=lambda v, s, v_hat, s_hat: (v_hat, s_hat)),
            "it looks as if the corrected averages come back. The correction is for this step alone; what is "
            "remembered are v and s themselves.",
        ),
        Mistake(
            adam(step=lambda v, s, epsilon: v / np.sqrt(s + epsilon)),
            EPSILON_INSIDE,
        ),
        Mistake(
            adam_epsilon_before_correction,
            "it looks as if epsilon is added to the root of the s that is not corrected. Correct s first, then the "
            "root, then epsilon.",
        ),
        Mistake(
            adam(step=lambda v, s, epsilon: v / np.sqrt(s)),
            "it looks as if epsilon is left out. Where s is zero, as for the weights of a dead unit, the step is then "
            "0/0.",
        ),
        Mistake(
            adam(step=lambda v, s, epsilon: v / (s + epsilon)),
            "it looks as if the root is missing: v is divided by an average of squares.",
        ),
        Mistake(
            adam(second=lambda s, grad, beta2: beta2 * s + (1 - beta2) * grad),
            "it looks as if s averages the gradients. It averages their squares.",
        ),
        Mistake(
            adam(
                second=lambda s, grad, beta2: beta2 * s + (1 - beta2) * grad,
                step=lambda v, s, epsilon: v / (np.sqrt(np.abs(s)) + epsilon),
            ),
            "it looks as if s averages the gradients. It averages their squares.",
        ),
        Mistake(adam(second=lambda s, grad, beta2: beta2 * s + (1 - beta2) * grad ^ 2), CARET),
        Mistake(adam(correct=lambda v, s, beta1, beta2, t: (v / (1 - beta1 ^ t), s)), CARET),
        Mistake(
            adam(second=lambda s, grad, beta2: beta2 * s + ((1 - beta2) * grad) ** 2),
            "it looks as if the weight 1 - beta2 is squared together with the gradient. Square the gradient alone.",
        ),
        Mistake(
            adam(
                first=lambda v, grad, beta1: beta1 * v + grad,
                second=lambda s, grad, beta2: beta2 * s + grad**2,
            ),
            "it looks as if the new values enter the averages with their full weight. In an average the weights add up "
            "to one.",
        ),
        Mistake(
            adam(
                first=lambda v, grad, beta1: (1 - beta1) * grad,
                second=lambda s, grad, beta2: (1 - beta2) * grad**2,
            ),
            "it looks as if v and s are overwritten, and what they remembered is lost. The old ones go into the new "
            "ones.",
        ),
        Mistake(
            adam(
                first=lambda v, grad, beta1: (1 - beta1) * v + beta1 * grad,
                second=lambda s, grad, beta2: (1 - beta2) * s + beta2 * grad**2,
            ),
            "it looks as if the two weights of an average have changed places. The past has the weight beta.",
        ),
        Mistake(
            adam_old_averages,
            "it looks as if the step is made with v and s as they came in. First the averages, then the step with the "
            "new ones.",
        ),
        Mistake(
            adam_usual_constants,
            "it looks as if beta1 and beta2 are always 0.9 and 0.999. Use the arguments.",
        ),
        Mistake(adam(step=lambda v, s, epsilon: -v / (np.sqrt(s) + epsilon)), SIGN),
        Mistake(weights_only(reference_adam), WEIGHTS_ONLY),
        Mistake(first_only(reference_adam), PARAMETERS_ONLY),
        Mistake(past_the_last_layer(""), PAST_THE_LAST),
        Mistake(past_the_last_layer("d"), PAST_THE_LAST),
        Mistake(in_place(reference_adam), IN_PLACE),
        Mistake(same_arrays_again(reference_adam), SAME_ARRAYS),
    ],
    alternatives=[adam_by_layers, adam_corrected_rate, adam_on_copies],
)


# -- update_lr and schedule_lr_decay -----------------------------------------------------------------------------------


def decay_cases(rng):
    rate = round(float(rng.uniform(0.1, 1)), 3)
    epochs = int(rng.integers(20, 200))
    rows = [(0.5, 0, 1), (0.1, 1, 1), (rate, epochs, 0.3), (rate, 2, 0.05), (rate, epochs, 0)]
    return [
        Case(f"learning_rate0 {rate0}, epoch {epoch}, decay_rate {decay}", (rate0, epoch, decay))
        for rate0, epoch, decay in rows
    ]


def decay_by_negative_power(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 * (1 + epoch_num * decay_rate) ** -1


def decay_by_factor(learning_rate0, epoch_num, decay_rate):
    factor = 1 / (1 + decay_rate * epoch_num)
    return factor * learning_rate0


def decay_by_numpy(learning_rate0, epoch_num, decay_rate):
    return np.divide(learning_rate0, np.add(1.0, np.multiply(decay_rate, epoch_num)))


EXPONENTIAL = (
    "it looks like exponential decay, where every epoch multiplies the rate by the same factor. Here the rate is "
    "divided by a number that grows evenly."
)
LINEAR = (
    "it looks like linear decay, which becomes zero and then negative. Here the rate is divided by a number that grows."
)
MULTIPLIED = "it looks as if the rate is multiplied by what it should be divided by: it grows, and is to fall."
NO_ONE = "it looks as if the 1 is missing. At epoch 0 the rate is learning_rate0."
PARENTHESES = "it looks as if parentheses are missing: only the 1 is in the denominator."

decay = Exercise(
    name="update_lr",
    points=10,
    reference=learning_rates.update_lr,
    cases=decay_cases,
    mistakes=[
        Mistake(lambda rate0, epoch, decay: rate0 * (1 + decay * epoch), MULTIPLIED),
        Mistake(lambda rate0, epoch, decay: rate0 * (1 - decay * epoch), LINEAR),
        Mistake(lambda rate0, epoch, decay: rate0 * decay**epoch, EXPONENTIAL),
        Mistake(lambda rate0, epoch, decay: rate0 / (1 + decay) ** epoch, EXPONENTIAL),
        Mistake(lambda rate0, epoch, decay: rate0 * np.exp(-decay * epoch), EXPONENTIAL),
        Mistake(lambda rate0, epoch, decay: rate0 / (decay * epoch), NO_ONE),
        Mistake(lambda rate0, epoch, decay: rate0 / 1 + decay * epoch, PARENTHESES),
        Mistake(
            lambda rate0, epoch, decay: rate0 / (1 + decay) * epoch,
            "it looks as if the rate is multiplied by the epoch. The epoch belongs into the denominator: mind the "
            "parentheses.",
        ),
        Mistake(
            lambda rate0, epoch, decay: rate0 / ((1 + decay) * max(epoch, 1)),
            "it looks as if 1 + decay_rate is multiplied by the epoch. Only decay_rate is: mind the parentheses.",
        ),
        Mistake(
            lambda rate0, epoch, decay: rate0 / (1 + decay * (epoch + 1)),
            "it looks as if the epochs are counted from 1. The first epoch is 0, and has the whole rate.",
        ),
        Mistake(
            lambda rate0, epoch, decay: rate0 / (1 + epoch),
            "it looks as if decay_rate has no part in it. It says how fast the rate falls.",
        ),
        Mistake(
            lambda rate0, epoch, decay: rate0 / (1 + decay * np.sqrt(epoch)),
            "it looks as if the rate falls with the root of the epoch. Here it falls with the epoch itself.",
        ),
    ],
    alternatives=[decay_by_negative_power, decay_by_factor, decay_by_numpy],
)


def schedule_cases(rng):
    """Before, at and after the edge of an interval, and far from one; the interval given and not given."""
    rate = round(float(rng.uniform(0.1, 1)), 3)
    interval = int(rng.integers(30, 90))
    rows = [
        (0.5, 0, 1),
        (0.5, 300, 1),
        (0.5, 999, 1),
        (0.5, 1000, 1),
        (rate, 2999, 0.3),
        (rate, 3 * interval - 1, 0.3, interval),
        (rate, 3 * interval, 0.3, interval),
        (rate, 3 * interval + 1, 0.3, interval),
        (rate, 5 * interval + interval // 3, 0.7, interval),
        (rate, 17, 0.25, 1),
    ]
    return [Case(schedule_label(*row), row) for row in rows]


def schedule_label(rate0, epoch, decay, interval=None):
    words = "not given" if interval is None else str(interval)
    return f"learning_rate0 {rate0}, epoch {epoch}, decay_rate {decay}, time_interval {words}"


def scheduled(drops, rate=lambda rate0, drops, decay: rate0 / (1 + decay * drops)):
    """From another number of drops(epoch, interval) so far, or another rate after them."""

    def schedule(learning_rate0, epoch_num, decay_rate, time_interval=1000):
        return rate(learning_rate0, drops(epoch_num, time_interval), decay_rate)

    return schedule


def whole(epoch, interval):
    return epoch // interval


def schedule_floor_too_late(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + np.floor(decay_rate * epoch_num / time_interval))


def schedule_only_at_the_edge(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    if epoch_num % time_interval == 0:
        return learning_rate0 / (1 + decay_rate * (epoch_num // time_interval))
    return learning_rate0


def schedule_by_loop(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    drops = 0
    while epoch_num >= time_interval:
        epoch_num -= time_interval
        drops += 1
    return learning_rate0 / (1 + decay_rate * drops)


schedule = Exercise(
    name="schedule_lr_decay",
    points=10,
    reference=learning_rates.schedule_lr_decay,
    cases=schedule_cases,
    mistakes=[
        Mistake(
            scheduled(lambda epoch, interval: epoch / interval),
            "it looks as if the rate falls a little at every epoch. It stays the same within an interval: count the "
            "whole intervals that have passed.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: round(epoch / interval)),
            "it looks as if the number of intervals is rounded to the nearest. Only whole intervals that have passed "
            "count.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: -(-epoch // interval)),
            "it looks as if the number of intervals is rounded up. Only whole intervals that have passed count.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: max(epoch - 1, 0) // interval),
            "it looks as if the rate falls one epoch too late. With an interval of 1000, epoch 1000 is the first one "
            "that has the next rate.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: (epoch + 1) // interval),
            "it looks as if the rate falls one epoch too early. With an interval of 1000, epoch 999 is the last one "
            "that has the first rate.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: epoch // 1000),
            "it looks as if the interval is always 1000. That is what time_interval is when nobody says otherwise.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: epoch),
            "it looks as if the interval has no part in it: the rate falls at every epoch.",
        ),
        Mistake(
            scheduled(lambda epoch, interval: epoch % interval),
            "it looks as if the place within the interval counts (`%`). What counts is how many whole intervals have "
            "passed.",
        ),
        Mistake(
            schedule_only_at_the_edge,
            "it looks as if the rate falls for one epoch and then comes back. After the edge of an interval it stays "
            "down.",
        ),
        Mistake(
            schedule_floor_too_late,
            "it looks as if decay_rate is rounded down too. Round the number of intervals alone.",
        ),
        Mistake(scheduled(whole, lambda rate0, drops, decay: rate0 * (1 + decay * drops)), MULTIPLIED),
        Mistake(scheduled(whole, lambda rate0, drops, decay: rate0 * (1 - decay * drops)), LINEAR),
        Mistake(scheduled(whole, lambda rate0, drops, decay: rate0 * decay**drops), EXPONENTIAL),
        Mistake(scheduled(whole, lambda rate0, drops, decay: rate0 / (1 + decay) ** drops), EXPONENTIAL),
        Mistake(scheduled(whole, lambda rate0, drops, decay: rate0 / (decay * drops)), NO_ONE),
        Mistake(scheduled(whole, lambda rate0, drops, decay: rate0 / 1 + decay * drops), PARENTHESES),
    ],
    alternatives=[
        scheduled(lambda epoch, interval: np.floor(epoch / interval)),
        scheduled(
            lambda epoch, interval: int(epoch / interval), lambda rate0, drops, decay: 1 / (1 + drops * decay) * rate0
        ),
        schedule_by_loop,
    ],
)


ASSIGNMENT = Assignment(
    name="W2A1-Optimization_Methods",
    title="Optimization Methods",
    exercises=[
        gradient_step,
        batches,
        start_velocity,
        momentum_step,
        rmsprop_step,
        bias,
        start_adam,
        adam_step,
        decay,
        schedule,
    ],
    datasets=("moons.csv",),
)
