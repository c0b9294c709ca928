"""How the exercises in TensorFlow are probed.

Beside the student's function, `call` makes tensors, variables and optimizers from plain data, and says in plain data
what came back; the probes turn that into named values. TensorFlow is imported when a function is first called.
"""

import builtins
import re
from contextlib import contextmanager, nullcontext
from functools import partial

import numpy as np

from graders.checks import codec
from graders.checks import tensorflow_later as tf
from graders.checks.probes import randomness
from graders.checks.probes.initialization import dependences
from graders.checks.probes.values import CHANGED, same, weights_of

# -- what came back, as plain data


def described(answer):
    """kind ("tensor", "variable", "array" or "other"), dtype and value; of what is not plain, what it looks like."""
    if isinstance(answer, tf.Variable):
        return {"kind": "variable", "dtype": answer.dtype.name, "value": answer.numpy(), "trainable": answer.trainable}
    if isinstance(answer, tf.Tensor) and hasattr(answer, "numpy"):  # a symbolic one has no numbers
        return {"kind": "tensor", "dtype": answer.dtype.name, "value": answer.numpy()}
    if isinstance(answer, np.ndarray | np.generic):
        return {"kind": "array", "dtype": answer.dtype.name, "value": answer}
    try:
        return {"kind": "other", "value": codec.copy(answer)}
    except codec.Unsupported:
        empty = {list: [], tuple: (), dict: {}}
        return {"kind": "other", "value": empty.get(type(answer), type(answer).__name__)}


def on_tape(function, inputs, watched):
    """function(*inputs), described, and as "taped" whether a tape has the gradient of it for everything watched."""
    with tf.GradientTape() as tape:
        for value in watched:
            tape.watch(value)
        answer = function(*inputs)
    seen = described(answer)
    if seen["kind"] == "tensor" and answer.dtype.is_floating:
        seen["taped"] = all(gradient is not None for gradient in tape.gradient(answer, watched))
    return seen


def facts(seen, name, dtype="float32"):
    """Named values for what `described` says of something that is to be a tensor of that dtype."""
    if seen["kind"] == "other":
        return {name: None} if seen["value"] is None else {f"{name} is not a tf.Tensor": True, name: seen["value"]}
    found = {
        f"{name} is not a tf.Tensor": seen["kind"] != "tensor",
        f"{name} comes from NumPy": seen["kind"] == "array",
        f"the numbers of {name} are not {dtype}": seen["dtype"] != dtype,
    }
    taped = {}
    if "taped" in seen:
        taped[f"the tape has no gradient of {name}: a part of it was not computed by TensorFlow"] = not seen["taped"]
    return {**found, name: seen["value"], **taped}  # the value first: an input that is forgotten has no gradient either


def one_tensor(function, args):
    """Of a function whose answer is a float32 tensor."""
    before = codec.comparable(args)
    return {**facts(function(*args), "the answer"), CHANGED: codec.comparable(args) != before}


def one_tensor_as_precise_as_its_input(function, args):
    """Of a function whose answer is a tensor of the dtype of its first argument."""
    return facts(function(*args), "the answer", args[0].dtype.name)


# -- calls


@contextmanager
def in_plain_words():
    """TensorFlow's errors without the names of its inner parts, which differ from machine to machine."""
    try:
        yield
    except tf.errors.OpError as error:
        words = re.sub(r"\{\{.*?\}\} ", "", error.message).partition("\n")[0].partition(" [Op:")[0].replace("_Mkl", "")
        raise type(error)(None, None, words).with_traceback(error.__traceback__) from None


@in_plain_words()
def with_variables(function, X, *parameters):
    """function(X, W, b) of a tensor and variables, on a tape."""
    inputs = [tf.constant(X), *map(tf.Variable, parameters)]
    return on_tape(function, inputs, inputs)


FORMS = {
    "a number": lambda value: value,
    "a list": lambda value: value,
    "a NumPy array": lambda value: value,
    "a tensor": lambda value: tf.constant(value),
    "a variable": lambda value: tf.Variable(value),
}
IN_A_MAP = "one at a time, in the map of a tf.data.Dataset"


@in_plain_words()
def in_a_form(function, form, value):
    """function(value), where value comes in one of FORMS."""
    return described(function(FORMS[form](value)))


@in_plain_words()
def of_labels(function, form, labels, depth):
    """function(labels, depth), where the labels come in one of FORMS, or from a dataset."""
    if form != IN_A_MAP:
        return described(function(FORMS[form](labels), depth))
    with in_a_graph():
        return described(
            tf.stack(list(tf.data.Dataset.from_tensor_slices(labels).map(lambda one: function(one, depth))))
        )


@contextmanager
def in_a_graph():
    """Errors that arise while TensorFlow draws up a graph, in one line: its own words tell the whole way there."""
    try:
        yield
    except NotImplementedError:  # for a tensor without numbers; but also of a function not written yet
        raise TypeError("a tensor has no numbers yet while TensorFlow draws up the graph") from None
    except (AttributeError, KeyError, NameError, TypeError, ValueError) as error:
        kind = getattr(builtins, type(error).__name__, ValueError)
        words = str(error).strip().rpartition("\n")[2].strip()
        raise kind(words.removeprefix(f"{kind.__name__}: ")) from None


@in_plain_words()
def three_draws(function, layers_dims, seed):
    """function(layers_dims, seed) twice, and with another seed. Each parameter is described."""

    def draw(seed):
        answer = function(list(layers_dims), seed)
        if not isinstance(answer, dict):
            return described(answer)["value"]
        return {key: described(value) for key, value in answer.items()}

    return draw(seed), draw(seed), draw(seed + FAR)


@in_plain_words()
def of_parameters(function, X, parameters):
    """function(X, parameters) of a tensor and a dict of variables, on a tape."""
    X, variables = tf.constant(X), {key: tf.Variable(value) for key, value in parameters.items()}
    return on_tape(function, [X, variables], [X, *variables.values()])


@in_plain_words()
def of_logits(function, logits, labels):
    """function(logits, labels) of tensors, with the logits on a tape."""
    inputs = [tf.constant(logits), tf.constant(labels)]
    return on_tape(function, inputs, inputs[:1])


# -- initial parameters

FAR = 7919  # a seed for each layer is often the given one and a few more: this is far from all of them


def initial_variables(function, args):
    """Of three_draws: parameters, judged by what must hold for any draw."""
    parameters, again, others = function(*args)
    seen = _kinds(parameters)
    if not _are_variables(parameters):
        return seen
    weights = _weights(parameters)
    biases = [parameter["value"] for key, parameter in parameters.items() if key not in weights]
    seen["the biases are not all zero"] = any(b.any() for b in biases)
    seen["the same seed gives other weights"] = not same(_weights(again), weights)
    seen["another seed gives the same weights"] = same(_weights(others), weights)
    seen["the same numbers come again and again, if with the other sign"] = (
        randomness.repeated(list(weights.values())) > 0.01
    )
    for key, w in weights.items():
        if w.size >= randomness.SAMPLE:
            seen |= randomness.moments(key, w)
    if not any(value is True for value in seen.values()):
        seen |= randomness.first_fault(dependences(weights, _weights(others), units="columns"))
    return seen


def _weights(parameters):
    """The values of the weights, where there are any."""
    if not _are_variables(parameters):
        return {}
    return {key: parameter["value"] for key, parameter in weights_of(parameters).items()}


def _kinds(parameters):
    """What can be said of any answer: each value's kind and dtype, the keys, the shapes."""
    if not isinstance(parameters, dict):
        return {"the answer": parameters}
    kinds = {value["kind"] for value in parameters.values()}
    return {
        "a parameter is not a tf.Variable": not kinds <= {"variable"},
        "a parameter comes from NumPy": "array" in kinds,
        "a parameter is neither from TensorFlow nor from NumPy": "other" in kinds,
        "a parameter is not float32": any(value.get("dtype") != "float32" for value in parameters.values()),
        "a parameter is not trainable": not all(value.get("trainable", True) for value in parameters.values()),
        "the answer": {key: _outline(value) for key, value in parameters.items()},
    }


def _outline(described):
    """Zeros of the same shape; what is not made of numbers as it is."""
    value = described["value"]
    return value if described["kind"] == "other" else np.zeros(np.shape(value), np.float32)


def _are_variables(parameters):
    return isinstance(parameters, dict) and all(
        isinstance(value, dict) and isinstance(value.get("value"), np.ndarray) and value["value"].dtype.kind == "f"
        for value in parameters.values()
    )


# -- training steps

OPTIMIZERS = {
    "gradient descent": lambda: tf.keras.optimizers.SGD(0.05),
    "momentum": lambda: tf.keras.optimizers.SGD(0.02, momentum=0.9),
    "Adam": lambda: tf.keras.optimizers.Adam(0.05),
}


def model_and_cost(stretch, exposure):
    """The model that is trained in the checks, the logarithm of a rate on a parabola, and its cost: how little the
    counts are expected at that rate (Poisson's law), up to what no parameter changes.

    stretch, exposure: other numbers in each case, so that nobody gets by without calling both.
    """

    as_they_are = tf.autograph.experimental.do_not_convert  # there is no `if` in them to be made a graph's

    @as_they_are
    def curve(x, parameters):
        x = stretch * x
        return parameters["height"] + parameters["slope"] * x + parameters["bend"] * x**2

    @as_they_are
    def surprise(log_rate, counts):
        return tf.reduce_mean(exposure * tf.exp(log_rate) - counts * log_rate)

    return curve, surprise


@in_plain_words()
def several_steps(function, optimizer, steps, compiled, X, Y, factors, parameters):
    """(what each step returned, the parameters afterwards, how often the optimizer was applied, whether the function
    is compiled already)."""
    curve, surprise = model_and_cost(*factors)
    parameters = {key: tf.Variable(value) for key, value in parameters.items()}
    optimizer = OPTIMIZERS[optimizer]()
    optimizer.build(list(parameters.values()))  # or a step that is compiled would make its variables
    X, Y = tf.constant(X), tf.constant(Y)
    step = partial(function, curve, surprise, parameters, optimizer)  # AutoGraph need not convert that
    if compiled:
        step = tf.function(step)
    with in_a_graph() if compiled else nullcontext():
        losses = [described(step(X, Y)) for _ in range(steps)]
    after, applied = {key: value.numpy() for key, value in parameters.items()}, int(optimizer.iterations.numpy())
    return losses, after, applied, hasattr(function, "get_concrete_function")


def trained(function, args):
    """Of training steps: the parameters after the last, and the cost that each returned.

    Where another optimizer than the given one moves the parameters, or none does, how far is up to its learning rate.
    """
    losses, parameters, applied, decorated = function(*args)
    first = facts(losses[0], "the cost that is returned")
    first = {"the optimizer makes more than one step in a call": applied > args[1]} | first
    first = {"your function is compiled by `tf.function` already": decorated} | first
    seen = {
        "the step changes no parameter": not any(np.any(value != args[-1][key]) for key, value in parameters.items()),
        "the optimizer that is passed in makes no step": applied == 0,
    }
    if not applied:
        return first | seen
    seen["parameters"] = parameters
    seen["the optimizer is not applied in every call"] = applied < args[1]
    return first | seen | {f"the cost of step {i}": loss["value"] for i, loss in enumerate(losses[1:], 2)}
