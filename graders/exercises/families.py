"""Mistakes that every exercise of a kind can have, with what to tell the student, each declared once.

A family is a dict to put into an exercise's `mistakes`: `families.update_rule(...) | {...}`. Its members are edits
where the references of the kind share the text, and otherwise a Change, which makes the wrong function from the right.
"""

import functools

import numpy as np

from graders.checks import tensorflow_later as tf
from graders.exercise import Change, parameters_of

IN_PLACE = (
    "Your function changed its arguments, and the caller still needs them. Make new arrays and new dicts. `+=` and "
    "`-=` change an array in place, and assigning to a key changes the dict that came in."
)
SAME_ARRAYS = (
    "Every call returns the same arrays, filled with new numbers. The answer of an earlier call then changes later on. "
    "Make new arrays in each call."
)
ORDER = "The right results come back in another order than the docstring says."
PAST_THE_LAST = (
    "The loop runs past the last layer. `parameters` has two arrays for each layer, so the number of its keys is not "
    "the number of layers."
)
CARET = "Did you mean `^` as a power? In Python it is exclusive or, on bits. A power is written `**`."
EPSILON_INSIDE = (
    "epsilon is added under the square root. There it counts far more, for the root of 1e-8 is 1e-4. Take the root "
    "first, then add epsilon."
)
EPSILON_ON_FRACTION = "epsilon is added to the fraction. It belongs in the denominator. Are there parentheses missing?"
EPSILON_LAST = "epsilon is added last of all. It belongs in the denominator. Are there parentheses missing?"
NO_EPSILON = "epsilon is missing. Where s is zero, as it is for a dead ReLU unit, the step becomes 0 / 0."
CACHE_CHANGED = (
    "Your function changed the cache, and a second call with it would go wrong. Keep intermediate results in variables "
    "of your own. `-=`, `*=` and `/=` change an array in place."
)
NO_MEAN = "Did you forget to divide by m? The cost is a mean over the examples."
FEATURES_FOR_EXAMPLES = "m is the number of features. It should be the number of examples, the columns."
THREE_LAYERS = "The function works for three layers only. `number_of_layers` counts how many there are."
FROM_LOGITS = "Is the sigmoid missing? dZ of the last layer is the probability minus the label, not the logit minus it."
NOTHING = "The function returns nothing. Did you forget the `return`?"
NUMPY_ARRAY = (
    "The answer comes from NumPy and is not a tensor. The tape does not see what NumPy computes, so use TensorFlow's "
    "functions from end to end."
)
NUMPY_INSIDE = (
    "The tape has lost the gradient. Did NumPy do part of the work? The tape does not see what NumPy computes, so use "
    "TensorFlow's functions from end to end."
)
FLOAT32 = (
    "Are the numbers cast to float32? Leave their dtype as it is. A caller who passes in float64 wants that precision."
)
SAME_STATE = (
    "Each layer starts from the same state of the generator, and so repeats the numbers of the layer before. Draw one "
    "layer after the other from the one `rng`."
)


# -- makers: from the right function to a wrong one


def constant(**fixed):
    """The same function, with these arguments replaced by constants."""

    def make(reference):
        names = parameters_of(reference)

        @functools.wraps(reference)
        def wrong(*args):
            return reference(*(fixed.get(name, arg) for name, arg in zip(names, args)))

        return wrong

    return make


def after(change):
    """The right answer, changed: change(answer, *args) is what comes back instead."""

    def make(reference):
        @functools.wraps(reference)
        def wrong(*args):
            return change(reference(*args), *args)

        return wrong

    return make


def raising(error):
    """A function that stops with this error: error(*args) makes it."""

    def make(reference):
        @functools.wraps(reference)
        def wrong(*args):
            raise error(*args)

        return wrong

    return make


def each_array(change):
    """Every array of a dict that is the answer, changed: change(name, array)."""
    return after(lambda answer, *args: {name: change(name, value) for name, value in answer.items()})


def same_arrays_again(reference):
    """Keeps what it returned last, and writes the next answer into the same arrays."""
    kept = {}

    def kept_array(key, value):
        array = kept.setdefault((key, value.shape), np.empty_like(value))
        array[...] = value
        return array

    @functools.wraps(reference)
    def wrong(*args):
        answer = reference(*args)
        dicts = answer if isinstance(answer, tuple) else (answer,)
        filled = tuple({k: kept_array((i, k), v) for k, v in part.items()} for i, part in enumerate(dicts))
        return filled if isinstance(answer, tuple) else filled[0]

    return wrong


# -- families


def update_rule(*state, constants=None):
    """Of update(parameters, grads, *state, ...) -> parameters, or (parameters, *state) where a state is remembered.

    state: the names of the dicts that are remembered.  constants: {argument: the value that students fix it at}.
    """

    def parts(answer):
        return answer if state else (answer,)

    def joined(parts):
        return tuple(parts) if state else parts[0]

    def biases_stay(answer, parameters, *rest):
        new, *averages = parts(answer)
        return joined([{k: v if k[0] == "W" else parameters[k] for k, v in new.items()}, *averages])

    def last_layer_stays(answer, parameters, *rest):
        new, *averages = parts(answer)
        last = len(parameters) // 2
        return joined([{k: v if int(k[1:]) < last else parameters[k] for k, v in new.items()}, *averages])

    def in_place(answer, parameters, grads, *rest):
        arguments = [parameters, *rest[: len(state)]]
        for argument, new in zip(arguments, parts(answer)):
            argument.update(new)
        return joined(arguments)

    def missing_key(prefix):
        return raising(lambda parameters, *rest: KeyError(f"{prefix}W{len(parameters) // 2 + 1}"))

    family = {
        "value - learning_rate -> value + learning_rate": "The step goes uphill. The gradient points to where the cost "
        "grows, so it is subtracted.",
        "only the weights move": Change(after(biases_stay), "Only the weights move. The biases are parameters too."),
        "the last layer stays": Change(
            after(last_layer_stays), "The last layer does not move. Remember that `range` leaves out its end."
        ),
        "past the last layer": Change(missing_key(""), PAST_THE_LAST),
        "past the last gradient": Change(missing_key("d"), PAST_THE_LAST),
        "in place": Change(after(in_place), IN_PLACE),
        "the same arrays again": Change(same_arrays_again, SAME_ARRAYS),
    }
    if state:
        family |= {
            "the parameters only": Change(
                after(lambda answer, *args: answer[0]),
                "Only the parameters come back. The next step also needs what the rule remembers: return all that the "
                "docstring names.",
            ),
            "another order": Change(after(lambda answer, *args: answer[::-1]), ORDER),
        }
    for name, value in (constants or {}).items():
        family[f"{name} is {value}"] = Change(
            constant(**{name: value}), f"`{name}` is always {value}. Use the argument instead."
        )
    return family


def backward_pass(any_depth=True):
    """Of backward(X, Y, cache, ...) -> grads, by the chain rule for the mean of the losses.

    any_depth: whether the cases have networks of fewer layers than three, so that counting on three is a mistake.
    """

    def each(change):
        return after(lambda grads, X, *rest: {name: change(name, grad, *X.shape) for name, grad in grads.items()})

    def each_db(change):
        return each(lambda name, grad, n, m: change(grad, m) if name[1] == "b" else grad)

    def only(is_kept):
        return after(lambda grads, *args: {k: grad for k, grad in grads.items() if is_kept(k, f"{len(grads) // 2}")})

    def cache_changed(grads, X, Y, cache, *rest):
        cache |= grads
        return grads

    def three_layers(grads, *args):
        if len(grads) < 6:
            raise KeyError("Z3")
        return grads

    rows = {
        "m missing": (each(lambda name, grad, n, m: grad * m), NO_MEAN),
        "m twice": (
            each(lambda name, grad, n, m: grad / m),
            "The gradients are divided by m twice. Is it in dZ, and again in dW and db?",
        ),
        "m is the number of features": (each(lambda name, grad, n, m: grad * m / n), FEATURES_FOR_EXAMPLES),
        "wrong sign": (
            each(lambda name, grad, n, m: -grad),
            "All gradients have the wrong sign. dZ of the last layer is the probability minus the label.",
        ),
        "no keepdims": (each_db(lambda db, m: db.ravel()), "db is not a column, as b is. The sum needs `keepdims`."),
        "one db for all units": (
            each_db(lambda db, m: np.sum(db)),
            "db is a single number. Sum over the examples only, so that each unit keeps a gradient of its own.",
        ),
        "db a mean": (each_db(lambda db, m: db / m), "db is divided by m twice. With 1/m inside dZ, db is a sum."),
        "dW transposed": (
            each(lambda name, grad, n, m: grad.T if name[1] == "W" else grad),
            "dW is transposed. Its rows belong to the units of the layer, as those of W do.",
        ),
        "no db": (only(lambda name, last: name[1] == "W"), "The gradients of the biases are missing."),
        "no last layer": (
            only(lambda name, last: name[2:] != last),
            "The gradients of the last layer are missing. Remember that `range` leaves out its end.",
        ),
        "no first layer": (
            only(lambda name, last: name[2:] != "1"),
            "The gradients of the first layer are missing. `range` leaves out its end, also when it counts down.",
        ),
        "no gradient": (
            only(lambda name, last: False),
            "No gradient has the right key. The keys are those of the parameters with a d in front.",
        ),
        "cache changed": (after(cache_changed), CACHE_CHANGED),
    }
    if any_depth:
        rows["three layers"] = (after(three_layers), THREE_LAYERS)
    return {name: Change(make, message) for name, (make, message) in rows.items()}


def tensor():
    """Of functions whose answer is one tensor of float32, or of the dtype of the input."""
    return {
        "a NumPy array": Change(after(lambda answer, *args: answer.numpy()), NUMPY_ARRAY),
        "a variable": Change(
            after(lambda answer, *args: tf.Variable(answer)),
            "The answer is a tf.Variable. Variables hold what is trained. A result is a tensor.",
        ),
        "float64": Change(
            after(lambda answer, *args: tf.cast(answer, tf.float64)),
            "The answer is float64. TensorFlow's default dtype is float32, and it never mixes the two.",
        ),
    }


def initial_parameters():
    """Of initialize(layers_dims, ...) -> parameters, in a loop over the layers l."""
    shape = "(layers_dims[l], layers_dims[l - 1])"
    biases = "np.zeros((layers_dims[l], 1))"
    return {
        "    return ->         return": "Only the first layer was made. Does the `return` stand inside the loop?",
        "len(layers_dims) -> len(layers_dims) - 1": "The last layer is missing. `range` leaves out its end, and a "
        "network with n sizes has n - 1 layers.",
        "len(layers_dims) -> 4": "The function works for three layers only. `layers_dims` can have any length.",
        ("W{l} -> W{l - 1}", "b{l} -> b{l - 1}"): "The layers are counted from 0. Layer 0 is the input and has no "
        "weights. The first weights are W1.",
        'parameters[f"b{l}"] = -> _ =': "The biases are missing.",
        f"{biases} -> np.zeros(layers_dims[l])": "The biases have only one axis. They are columns, with two axes, so "
        "that they are added to every example.",
        f"{biases} -> np.zeros((1, layers_dims[l]))": "The biases are rows. Each unit has one bias, and units are "
        "rows, so b is a column.",
        f"{biases} -> np.zeros((layers_dims[l - 1], 1))": "The biases have the size of the layer before. There is one "
        "for each unit of their own layer.",
        f"({shape}) -> ((layers_dims[l - 1], layers_dims[l]))": "The weights are transposed. A row of W belongs to a "
        "unit of its own layer, a column to a unit of the layer before.",
        f"({shape}) -> {shape}": "The shape is given as two arguments. A shape is one argument, a tuple. Put a second "
        "pair of parentheses around the two sizes.",
        "return -> layers_dims.clear()\n    return": "Your function changed the list of sizes, and the caller still "
        "needs it. Read from the list and leave it as it is.",
    }


def draw(scale):
    """Of initialize(layers_dims, rng) -> normal weights times scale, as the reference calls it, and zero biases."""
    shape = "(layers_dims[l], layers_dims[l - 1])"
    normal = f"rng.standard_normal({shape})"
    return initial_parameters() | {
        f"{normal} -> np.full({shape}, rng.standard_normal())": "One number is drawn for a whole layer, so all its "
        "units are the same. Tell the generator which shape to draw.",
        "rng.standard_normal( -> rng.randn(": "`randn` belongs to NumPy's older interface. A generator's normal draw "
        "is called `standard_normal`.",
        f"{normal} -> np.tile(rng.standard_normal(layers_dims[l - 1]), (layers_dims[l], 1))": "One row is drawn and "
        "repeated, so all units of the layer are the same. Random weights should break this symmetry.",
        f"* {scale} -> * ({scale} if l < len(layers_dims) - 1 else 1)": "The last layer is not scaled as the others "
        "are.",
        f"{normal} -> np.clip({normal}, -2, 2)": "Large draws are cut off. A normal distribution has no limits.",
        f"{normal} -> np.abs({normal})": "All weights are positive. A normal draw has both signs, and mean 0.",
        f"{normal} -> rng.uniform(-1, 1, {shape})": "The draw is uniform, and the limits are what should be the "
        "standard deviation of a normal draw.",
        "rng.standard_normal( -> rng.random(": "The numbers are uniform between 0 and 1. A normal draw has both signs, "
        "and mean 0.",
        f"{normal} -> rng.uniform(-(3**0.5), 3**0.5, {shape})": "The draw is uniform. Its standard deviation is right, "
        "but the draw should be normal.",
        "parameters = {} -> rng = np.random.default_rng(3)\n    parameters = {}": "The function makes a generator of "
        "its own with a fixed seed, and so gives the same weights in every call. Draw from the argument `rng`.",
        "rng.standard_normal( -> np.random.default_rng(3).standard_normal(": "Each layer makes a generator of its own "
        "with a fixed seed, so the numbers repeat. Draw from the argument `rng`.",
        "parameters = {} -> rng = np.random.default_rng()\n    parameters = {}": "The weights do not come from `rng`. "
        "Do you use NumPy's global generator or one of your own? Then nobody can repeat a run.",
        "rng.standard_normal( -> copy.deepcopy(rng).standard_normal(": SAME_STATE,
        (
            "parameters = {} -> seed = rng.integers(2**32)\n    parameters = {}",
            "rng.standard_normal( -> np.random.default_rng(seed).standard_normal(",
        ): SAME_STATE,
        "np.zeros((layers_dims[l], 1)) -> rng.standard_normal((layers_dims[l], 1))": "The biases are random. They "
        "start at zero, because random weights are enough to break the symmetry.",
    }
