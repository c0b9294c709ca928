"""W3A1 Introduction to TensorFlow: a softmax network of tensors, variables and a tape. Rows are examples.

Nothing here runs TensorFlow, or imports it, before one of the functions is called.
"""

import math
from itertools import pairwise

import numpy as np

from graders import references_w3a1 as reference
from graders.checks.probes import tensors as look
from graders.checks import tensorflow_later as tf
from graders.legacy import Assignment, Case, Exercise, Mistake

SINGLE = 1e-5  # float32 has seven digits; sums in another order differ in the last one or two


def numbers(rng, *shape, dtype=np.float32):
    """Normal numbers, biases included: zeros would hide errors."""
    return rng.standard_normal(shape).astype(dtype)


def network(rng, layers_dims, dtype=np.float32):
    """Parameters in TensorFlow's layout, W (n_in, n_out) and b (n_out,)."""
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = numbers(rng, layers_dims[l - 1], layers_dims[l], dtype=dtype)
        parameters[f"b{l}"] = numbers(rng, layers_dims[l], dtype=dtype)
    return parameters


def dims_of(layers_dims):
    return "layers " + "-".join(map(str, layers_dims))


# What goes wrong in any function that should give a tensor


def as_numpy(function):
    return lambda *args: function(*args).numpy()


def as_float(function):
    return lambda *args: float(function(*args))


def as_variable(function):
    return lambda *args: tf.Variable(function(*args))


def in_double(function):
    return lambda *args: tf.cast(function(*args), tf.float64)


def in_half(function):
    return lambda *args: tf.cast(tf.cast(function(*args), tf.float16), tf.float32)


NUMPY = (
    "it looks as if NumPy does a part of the work. Use TensorFlow's functions from end to end: what NumPy computes, "
    "the tape does not see."
)
VARIABLE = (
    "it looks as if the answer is wrapped in a tf.Variable. Variables hold what is trained; a result is a tensor."
)
DOUBLE = "it looks as if the answer is float64. TensorFlow's usual numbers are float32, and it never mixes the two."


# -- linear_function ---------------------------------------------------------------------------------------------------


def linear_cases(rng):
    """The first case is square, so that a wrong order or layout gives numbers and not only an error."""
    found = []
    for m, n_in, n_out, dtype in (
        (4, 4, 4, "float32"),
        (5, 3, 2, "float32"),
        (1, 3, 1, "float32"),
        (2, 3, 4, "float64"),
    ):
        args = numbers(rng, m, n_in, dtype=dtype), *network(rng, [n_in, n_out], dtype).values()
        found.append(Case(f"X of shape {m} × {n_in}, W of shape {n_in} × {n_out}, {dtype}", args))
    return found


def linear_without_bias(X, W, b):
    return X @ W


def linear_by_elements(X, W, b):
    return X * W + b


def linear_in_wrong_order(X, W, b):
    return W @ X + b


def linear_in_columns(X, W, b):
    return W @ X + b[:, None]


def linear_transposed(X, W, b):
    return X @ tf.transpose(W) + b


def linear_bias_in_column(X, W, b):
    return X @ W + b[:, None]


def linear_bias_first(X, W, b):
    return X @ (W + b)


def linear_minus_bias(X, W, b):
    return X @ W - b


def linear_by_numpy(X, W, b):
    return np.dot(X, W) + b.numpy()


def linear_with_numpy_inside(X, W, b):
    return tf.constant(np.dot(X, W)) + b


def linear_in_single_precision(X, W, b):
    return tf.cast(X, tf.float32) @ tf.cast(W, tf.float32) + tf.cast(b, tf.float32)


def linear_by_names(X, W, b):
    return tf.add(tf.matmul(X, W), b)


def linear_by_sums(X, W, b):
    return tf.reduce_sum(X[:, :, None] * W[None], axis=1) + b


def linear_by_einsum(X, W, b):
    return tf.einsum("mi,io->mo", X, W) + tf.reshape(b, (1, -1))


def linear_by_nn(X, W, b):
    return tf.nn.bias_add(tf.linalg.matmul(X, W), b)


linear = Exercise(
    name="linear_function",
    points=10,
    reference=reference.linear_function,
    cases=linear_cases,
    call=look.with_variables,
    probe=look.one_tensor_as_precise_as_its_input,
    rtol=SINGLE,
    mistakes=[
        Mistake(
            linear_by_elements,
            "it looks as if X and W are multiplied entry by entry. `*` does that; a matrix product is `@` or "
            "tf.matmul.",
        ),
        Mistake(
            linear_in_wrong_order,
            "it looks as if the product is W X, as in the NumPy notebooks. Here rows are examples: X comes first.",
        ),
        Mistake(
            linear_in_columns,
            "it looks like the layout of the NumPy notebooks, where columns are examples. Here rows are examples: X "
            "comes first, and b is added to every row.",
        ),
        Mistake(linear_transposed, "it looks as if W is transposed. Its shape is (n_in, n_out) already."),
        Mistake(linear_without_bias, "it looks as if b is not added."),
        Mistake(linear_minus_bias, "it looks as if b is subtracted."),
        Mistake(linear_bias_first, "it looks as if b is added to W before the product. It is added to the result."),
        Mistake(
            linear_bias_in_column,
            "it looks as if b is added to every column. There is one bias for each output, and outputs are columns: "
            "added as it is, b goes to every row.",
        ),
        Mistake(linear_by_numpy, NUMPY),
        Mistake(linear_with_numpy_inside, NUMPY),
        Mistake(as_numpy(reference.linear_function), NUMPY),
        Mistake(as_variable(reference.linear_function), VARIABLE),
        Mistake(
            linear_in_single_precision,
            "it looks as if the numbers are turned into float32 here. Leave them as they come: whoever calls with "
            "float64 wants to compute in it.",
        ),
        Mistake(in_double(reference.linear_function), DOUBLE),
    ],
    alternatives=[linear_by_names, linear_by_sums, linear_by_einsum, linear_by_nn],
)


# -- sigmoid -----------------------------------------------------------------------------------------------------------


def sigmoid_cases(rng):
    """Numbers of both signs in every form; large ones, for which exp(z) overflows; integers and float64."""
    moderate = rng.uniform(0.5, 3, (2, 3)) * [[1, -1, 1], [-1, 1, -1]]
    large = np.array([-200, -95, -4, 0, 4, 95, 200]) + rng.uniform(-1, 1, 7)
    whole = rng.permutation([-3, -1, 0, 1, 2, 4])
    return [
        Case("a tensor of float32", ("a tensor", moderate.astype(np.float32))),
        Case("a tensor of float32 with large numbers", ("a tensor", large.astype(np.float32))),
        Case("a NumPy array of float64", ("a NumPy array", moderate.T.copy())),
        Case("a tensor of float64", ("a tensor", rng.uniform(-3, 3, 4))),
        Case("a tensor of integers", ("a tensor", whole.astype(np.int32))),
        Case("a list of integers", ("a list", whole.tolist())),
        Case("a number", ("a number", float(rng.uniform(0.5, 2)))),
        Case("an integer", ("a number", -int(rng.integers(1, 4)))),
    ]


def sigmoid_without_cast(z):
    return tf.sigmoid(z)


def sigmoid_in_double(z):
    return tf.sigmoid(tf.cast(z, tf.float64))


def sigmoid_of_floats_only(z):
    return tf.sigmoid(tf.constant(z, dtype=tf.float32))


def sigmoid_converted(z):
    return tf.sigmoid(tf.convert_to_tensor(z, dtype=tf.float32))


def sigmoid_wrong_sign(z):
    return 1 / (1 + tf.exp(tf.cast(z, tf.float32)))


def sigmoid_without_one(z):
    return 1 / tf.exp(-tf.cast(z, tf.float32))


def sigmoid_that_overflows(z):
    z = tf.cast(z, tf.float32)
    return tf.exp(z) / (1 + tf.exp(z))


def sigmoid_as_tanh(z):
    return tf.tanh(tf.cast(z, tf.float32))


def sigmoid_as_softmax(z):
    return tf.nn.softmax(tf.cast(z, tf.float32))


def sigmoid_as_relu(z):
    return tf.nn.relu(tf.cast(z, tf.float32))


def sigmoid_rounded(z):
    return tf.round(tf.sigmoid(tf.cast(z, tf.float32)))


def sigmoid_cast_to_integers(z):
    return tf.sigmoid(tf.cast(tf.cast(z, tf.int32), tf.float32))


def sigmoid_by_nn(z):
    return tf.nn.sigmoid(tf.cast(z, tf.float32))


def sigmoid_by_math(z):
    return tf.math.sigmoid(tf.convert_to_tensor(np.asarray(z), tf.float32))


def sigmoid_by_formula(z):
    z = tf.cast(z, tf.float32)
    return 1.0 / (1.0 + tf.exp(-z))


def sigmoid_by_keras(z):
    return tf.keras.activations.sigmoid(tf.cast(z, "float32"))


def sigmoid_by_tanh(z):
    return (tf.tanh(tf.cast(z, tf.float32) / 2) + 1) / 2


NO_CAST = (
    "it looks as if z is turned into float32 by tf.constant or tf.convert_to_tensor, which do not convert a tensor of "
    "another kind. tf.cast does, and takes lists and numbers too."
)

sigmoid = Exercise(
    name="sigmoid",
    points=10,
    reference=reference.sigmoid,
    cases=sigmoid_cases,
    call=look.in_a_form,
    probe=look.one_tensor,
    rtol=SINGLE,
    mistakes=[
        Mistake(
            sigmoid_without_cast,
            "it looks as if z is used as it comes. Turn it into float32 first, with tf.cast: TensorFlow's sigmoid "
            "takes no integers, and gives back whatever kind of number it was given.",
        ),
        Mistake(sigmoid_in_double, DOUBLE),
        Mistake(sigmoid_of_floats_only, NO_CAST),
        Mistake(sigmoid_converted, NO_CAST),
        Mistake(sigmoid_wrong_sign, "it looks as if the sign in the exponent is wrong: the sigmoid grows with z."),
        Mistake(sigmoid_without_one, "it looks as if the 1 is missing in the denominator, 1 + exp(-z)."),
        Mistake(
            sigmoid_that_overflows,
            "it looks like exp(z) / (1 + exp(z)), which is infinity divided by infinity where z is large. The form "
            "with exp(-z) is safe, and so is TensorFlow's own.",
        ),
        Mistake(sigmoid_as_tanh, "it looks like the hyperbolic tangent, which goes from -1 to 1."),
        Mistake(sigmoid_as_softmax, "it looks like a softmax, which shares a sum of 1 among the entries."),
        Mistake(sigmoid_as_relu, "it looks like ReLU."),
        Mistake(sigmoid_rounded, "it looks as if the probabilities are rounded to 0 and 1."),
        Mistake(sigmoid_cast_to_integers, "it looks as if z loses its fractions before the sigmoid."),
        Mistake(as_numpy(reference.sigmoid), NUMPY),
        Mistake(as_variable(reference.sigmoid), VARIABLE),
    ],
    alternatives=[sigmoid_by_nn, sigmoid_by_math, sigmoid_by_formula, sigmoid_by_keras, sigmoid_by_tanh],
)


# -- one_hot_matrix ----------------------------------------------------------------------------------------------------


def one_hot_cases(rng):
    """The highest class is never among the labels, so that it is `depth` that gives the number of columns."""

    def labels(m, depth, dtype=np.int32):
        return np.concatenate([[0], rng.integers(1, depth - 1, m - 1)]).astype(dtype)

    return [
        Case("5 labels of 4 classes, a tensor", ("a tensor", labels(5, 4), 4)),
        Case("6 labels of 6 classes, a tensor", ("a tensor", rng.permutation(labels(6, 6)), 6)),
        Case("one label of 5 classes, a number", ("a number", int(rng.integers(1, 4)), 5)),
        Case("one label of 3 classes, a tensor", ("a tensor", np.array(1, np.int64), 3)),
        Case("8 labels of 10 classes, a NumPy array", ("a NumPy array", labels(8, 10, np.int64), 10)),
        Case("4 labels of 10 classes, " + look.IN_A_MAP, (look.IN_A_MAP, labels(4, 10, np.int64), 10)),
    ]


def one_hot_transposed(label, depth):
    return tf.one_hot(label, depth, axis=0)


def one_hot_with_two_axes(label, depth):
    return tf.reshape(tf.one_hot(label, depth), (-1, depth))


def one_hot_flat(label, depth):
    return tf.reshape(tf.one_hot(label, depth), (-1,))


def one_hot_flat_by_classes(label, depth):
    return tf.reshape(tf.one_hot(label, depth, axis=0), (-1,))


def one_hot_one_by_one(label, depth):
    return tf.stack([tf.one_hot(one, depth) for one in label])


def one_hot_counted(label, depth):
    return tf.stack([tf.one_hot(label[i], depth) for i in range(len(label))])


def one_hot_reshaped(label, depth):
    return tf.reshape(tf.one_hot(label, depth), (depth, -1))


def one_hot_of_integers(label, depth):
    return tf.one_hot(label, depth, dtype=tf.int32)


def one_hot_with_one_more(label, depth):
    return tf.one_hot(label, depth + 1)


def one_hot_counted_from_one(label, depth):
    return tf.one_hot(label - 1, depth)


def one_hot_of_ten(label, depth):
    return tf.one_hot(label, 10)


def one_hot_as_deep_as_its_labels(label, depth):
    return tf.one_hot(label, tf.reduce_max(label) + 1)


def one_cold(label, depth):
    return tf.one_hot(label, depth, on_value=0.0, off_value=1.0)


def one_hot_by_numpy(label, depth):
    return np.eye(depth)[label]


def one_hot_by_single_numpy(label, depth):
    return np.eye(depth, dtype=np.float32)[label]


def one_hot_converted(label, depth):
    return tf.constant(np.eye(depth)[label], tf.float32)


def one_hot_by_gather(label, depth):
    return tf.gather(tf.eye(depth), label)


def one_hot_by_equality(label, depth):
    return tf.cast(tf.equal(tf.range(depth), tf.expand_dims(tf.cast(label, tf.int32), -1)), tf.float32)


def one_hot_by_keras(label, depth):
    return tf.keras.ops.one_hot(label, depth, dtype="float32")


def one_hot_cast(label, depth):
    return tf.cast(tf.one_hot(tf.cast(label, tf.uint8), depth, axis=-1, dtype=tf.int32), tf.float32)


FLAT = "it looks as if several labels are flattened into one long vector. Each has its row."
ONE_BY_ONE = (
    "it looks as if a loop in Python goes through the labels. A single label may come alone, and in a dataset it does: "
    "TensorFlow's functions take one label as well as many."
)

one_hot = Exercise(
    name="one_hot_matrix",
    points=10,
    reference=reference.one_hot_matrix,
    cases=one_hot_cases,
    call=look.of_labels,
    probe=look.one_tensor,
    rtol=SINGLE,
    mistakes=[
        Mistake(
            one_hot_transposed,
            "it looks as if the classes run down the columns. A row belongs to one example, a column to one class.",
        ),
        Mistake(
            one_hot_reshaped,
            "it looks as if the answer is reshaped to have the classes first. Rows are examples; and reshaping is no "
            "way to transpose, for it keeps the numbers in their order.",
        ),
        Mistake(
            one_hot_with_two_axes,
            "it looks as if a single label gives a matrix of one row. One label gives a vector of shape (depth,).",
        ),
        Mistake(one_hot_flat, FLAT),
        Mistake(one_hot_flat_by_classes, FLAT),
        Mistake(one_hot_one_by_one, ONE_BY_ONE),
        Mistake(one_hot_counted, ONE_BY_ONE),
        Mistake(one_hot_of_integers, "it looks as if the ones are integers. The cost multiplies them with float32."),
        Mistake(one_hot_with_one_more, "it looks as if there is one class too many. Labels go from 0 to depth - 1."),
        Mistake(one_hot_counted_from_one, "it looks as if labels are counted from 1. The first class is 0."),
        Mistake(one_hot_of_ten, "it looks as if there are always 10 classes. Their number is `depth`."),
        Mistake(
            one_hot_as_deep_as_its_labels,
            "it looks as if the number of classes is taken from the largest label. It is `depth`: a mini-batch need "
            "not hold every class.",
        ),
        Mistake(one_cold, "it looks as if 0 and 1 have changed places."),
        Mistake(one_hot_by_numpy, NUMPY),
        Mistake(one_hot_by_single_numpy, NUMPY),
        Mistake(
            one_hot_converted,
            "it looks as if NumPy makes the answer, and TensorFlow only takes it over. In the map of a dataset a "
            "label is a tensor that has no value yet, and NumPy cannot look anything up with it; TensorFlow's "
            "functions can.",
        ),
        Mistake(in_double(reference.one_hot_matrix), DOUBLE),
    ],
    alternatives=[one_hot_by_gather, one_hot_by_equality, one_hot_by_keras, one_hot_cast],
)


# -- initialize_parameters ---------------------------------------------------------------------------------------------


def initialize_cases(rng):
    """A wide network for statistics, equal layers (one that repeats another shows) with the seed 0, and small ones."""
    equal = [int(rng.integers(40, 61))] * 4
    small = [int(n) for n in rng.integers(2, 12, size=3)]
    dims = [small, [200, 100, 60, 10], equal, [int(rng.integers(100, 130)), 10]]
    seeds = [int(seed) for seed in rng.integers(1, 10_000, size=4)]
    seeds[2] = 0
    return [Case(f"{dims_of(d)}, seed {seed}", (d, seed)) for d, seed in zip(dims, seeds)]


def drawn(weights, biases=lambda n_out: tf.Variable(tf.zeros(n_out))):
    """The function whose weights are weights(l, n_in, n_out, seed); the mistakes below differ in little else."""

    def initialize(layers_dims, seed):
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = weights(l, layers_dims[l - 1], layers_dims[l], seed)
            parameters[f"b{l}"] = biases(layers_dims[l])
        return parameters

    return initialize


def normal(l, n_in, n_out, seed):
    """Standard normal numbers that depend on the layer and the seed."""
    return tf.random.stateless_normal((n_in, n_out), seed=[seed, l])


def scaled(scale):
    """Normal weights of standard deviation scale(n_in, n_out)."""
    return drawn(lambda l, n_in, n_out, seed: tf.Variable(normal(l, n_in, n_out, seed) * scale(n_in, n_out)))


def between(low, high):
    """Uniform weights from low to high times Glorot's limit."""

    def weights(l, n_in, n_out, seed):
        limit = math.sqrt(6 / (n_in + n_out))
        return tf.Variable(tf.random.stateless_uniform((n_in, n_out), [seed, l], low * limit, high * limit))

    return drawn(weights)


def keras_weights(seed_of):
    """Glorot's initializer of Keras with seed_of(l, seed)."""
    return drawn(
        lambda l, n_in, n_out, seed: tf.Variable(
            tf.keras.initializers.GlorotUniform(seed=seed_of(l, seed))((n_in, n_out))
        )
    )


def changed(change):
    """The reference, with change(key, value) of each parameter."""

    def initialize(layers_dims, seed):
        parameters = reference.initialize_parameters(layers_dims, seed)
        return {key: change(key, value) for key, value in parameters.items()}

    return initialize


def initialize_first_layer_only(layers_dims, seed):
    return reference.initialize_parameters(layers_dims[:2], seed)


def initialize_without_last_layer(layers_dims, seed):
    return reference.initialize_parameters(layers_dims[:-1], seed)


def initialize_without_seed(layers_dims, seed):
    return reference.initialize_parameters(layers_dims, int(np.random.default_rng().integers(2**31)))


def initialize_with_own_seed(layers_dims, seed):
    return reference.initialize_parameters(layers_dims, 1)


def initialize_by_normal(layers_dims, seed):
    generator = tf.random.Generator.from_seed(seed)
    parameters = {}
    for l, (n_in, n_out) in enumerate(pairwise(layers_dims), 1):
        parameters["W" + str(l)] = tf.Variable(generator.normal((n_in, n_out), stddev=tf.sqrt(2 / (n_in + n_out))))
        parameters["b" + str(l)] = tf.Variable(tf.zeros((n_out,)), trainable=True)
    return parameters


def initialize_by_one_initializer(layers_dims, seed):
    tf.keras.utils.set_random_seed(seed)
    initializer = tf.keras.initializers.GlorotNormal
    sizes = list(pairwise(layers_dims))
    weights = {f"W{l}": tf.Variable(initializer()(shape=size)) for l, size in enumerate(sizes, 1)}
    return weights | {f"b{l}": tf.Variable(tf.zeros([size[1]], tf.float32)) for l, size in enumerate(sizes, 1)}


def initialize_by_global_seed(layers_dims, seed):
    tf.random.set_seed(seed)
    parameters = {}
    for l in range(len(layers_dims) - 1, 0, -1):
        shape = [layers_dims[l - 1], layers_dims[l]]
        limit = tf.sqrt(6.0 / sum(shape))
        parameters[f"b{l}"] = tf.Variable([0.0] * shape[1], dtype=tf.float32)
        parameters[f"W{l}"] = tf.Variable(tf.random.uniform(shape, -limit, limit), name=f"W{l}")
    return parameters


def initialize_by_seed_generator(layers_dims, seed):
    glorot = tf.keras.initializers.GlorotUniform(seed=tf.keras.random.SeedGenerator(seed))
    return drawn(lambda l, n_in, n_out, seed: tf.Variable(glorot((n_in, n_out))))(layers_dims, seed)


def named(name, function):
    function.__name__ = name
    return function


REPEATED = (
    "it looks as if every layer draws with the same seed, and so repeats the numbers of the layer before. Let the "
    "draws follow one another from one generator, or give each layer a seed of its own (a product will not do: 0 "
    "times anything is 0)."
)

initialize = Exercise(
    name="initialize_parameters",
    points=10,
    reference=reference.initialize_parameters,
    cases=initialize_cases,
    call=look.parameters_of,
    probe=look.initial_variables,
    mistakes=[
        Mistake(
            changed(lambda key, value: tf.constant(value)),
            "it looks as if the parameters are tensors. A tensor never changes; what is trained must be a tf.Variable.",
        ),
        Mistake(
            changed(lambda key, value: value.numpy()),
            "it looks as if the parameters are NumPy arrays. What is trained must be a tf.Variable.",
        ),
        Mistake(
            changed(lambda key, value: tf.keras.Variable(value)),
            "it looks as if the parameters are Keras's own kind of variable. Here each is a tf.Variable.",
        ),
        Mistake(
            changed(lambda key, value: tf.Variable(value, trainable=False)),
            "it looks as if the variables are not trainable: then the tape does not watch them.",
        ),
        Mistake(
            changed(lambda key, value: tf.Variable(tf.cast(value, tf.float64))),
            "it looks as if the variables hold float64. The images are float32, and TensorFlow never mixes the two.",
        ),
        Mistake(
            changed(lambda key, value: tf.Variable(tf.transpose(value))),
            "it looks as if the weights are transposed, as the NumPy notebooks have them. Here W is (n_in, n_out).",
        ),
        Mistake(
            changed(lambda key, value: value if key[0] == "W" else tf.Variable(value[None])),
            "it looks as if the biases have two axes. Here b has one, (n_out,): it is added to every row.",
        ),
        Mistake(
            changed(lambda key, value: value if key[0] == "W" else tf.Variable(value[:, None])),
            "it looks as if the biases are columns, as in the NumPy notebooks. Here b has one axis, (n_out,).",
        ),
        Mistake(
            changed(lambda key, value: value if key[0] == "W" else tf.Variable(value + 1)),
            "it looks as if the biases do not start at zero.",
        ),
        Mistake(
            initialize_first_layer_only,
            "it looks as if only the first layer was made. Check that the `return` stands after the loop.",
        ),
        Mistake(
            initialize_without_last_layer,
            "it looks as if the last layer is missing. A network with n sizes has n - 1 layers.",
        ),
        Mistake(
            keras_weights(lambda l, seed: seed),
            REPEATED,
        ),
        Mistake(
            initialize_without_seed,
            "it looks as if `seed` is not used. Then nobody can repeat the draw.",
        ),
        Mistake(
            initialize_with_own_seed,
            "it looks as if the seed is fixed inside the function. Take the one that you are given.",
        ),
        Mistake(
            keras_weights(lambda l, seed: seed * l),
            REPEATED,
        ),
        Mistake(
            scaled(lambda n_in, n_out: 2 / (n_in + n_out)),
            "it looks as if the draw is scaled by the variance. It is the standard deviation that a draw is scaled by.",
        ),
        Mistake(
            scaled(lambda n_in, n_out: math.sqrt(2 / n_in)),
            "it looks like He's scale, which looks at the layer before alone. Glorot's looks at both sides.",
        ),
        Mistake(
            scaled(lambda n_in, n_out: math.sqrt(1 / n_in)),
            "it looks as if the variance is 1 / n_in. Glorot's looks at both sides: 2 / (n_in + n_out).",
        ),
        Mistake(
            scaled(lambda n_in, n_out: math.sqrt(1 / (n_in + n_out))),
            "it looks as if the 2 is missing: the variance is 2 / (n_in + n_out).",
        ),
        Mistake(
            scaled(lambda n_in, n_out: math.sqrt(6 / (n_in + n_out))),
            "it looks as if the limit of the uniform draw was taken for the standard deviation of a normal one.",
        ),
        Mistake(
            between(-1 / math.sqrt(3), 1 / math.sqrt(3)),
            "it looks as if the standard deviation was taken for the limit of the uniform draw, which is sqrt(3) "
            "times as large.",
        ),
        Mistake(between(0, 1), "it looks as if the weights are drawn from 0 up. They go from -limit to limit."),
        Mistake(scaled(lambda n_in, n_out: 1.0), "it looks as if the draw is not scaled: its variance is still 1."),
        Mistake(
            scaled(lambda n_in, n_out: 0.01),
            "it looks as if the scale is one small number for all layers. Glorot's depends on the sizes of both.",
        ),
    ],
    alternatives=[
        initialize_by_normal,
        initialize_by_one_initializer,
        initialize_by_global_seed,
        initialize_by_seed_generator,
        named("initialize_by_seed_plus_layer", keras_weights(lambda l, seed: seed + l)),
        named("initialize_by_stateless_draws", scaled(lambda n_in, n_out: math.sqrt(2 / (n_in + n_out)))),
    ],
)


# -- forward_propagation -----------------------------------------------------------------------------------------------


def forward_cases(rng):
    found = []
    for m, dims, dtype in (
        (4, [4, 4, 4, 4], "float32"),
        (6, [5, 4, 3], "float32"),
        (5, [4, 3], "float32"),
        (3, [3, 5, 4, 6, 2], "float32"),
        (2, [3, 4, 2], "float64"),
    ):
        found.append(
            Case(f"{dims_of(dims)}, {dtype}", (numbers(rng, m, dims[0], dtype=dtype), network(rng, dims, dtype)))
        )
    return found


def layered(activation, last=lambda Z: Z, linear=lambda A, W, b: A @ W + b):
    """A network of any depth with these activations."""

    def forward(X, parameters):
        A, L = X, len(parameters) // 2
        for l in range(1, L + 1):
            Z = linear(A, parameters[f"W{l}"], parameters[f"b{l}"])
            A = activation(Z) if l < L else last(Z)
        return A

    return forward


def forward_of_three_layers(X, parameters):
    A1 = tf.nn.relu(X @ parameters["W1"] + parameters["b1"])
    A2 = tf.nn.relu(A1 @ parameters["W2"] + parameters["b2"])
    return A2 @ parameters["W3"] + parameters["b3"]


def forward_without_last_layer(X, parameters):
    for l in range(1, len(parameters) // 2):
        X = tf.nn.relu(X @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return X


def forward_without_last_relu(X, parameters):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        X = X @ parameters[f"W{l}"] + parameters[f"b{l}"]
        X = tf.nn.relu(X) if l < L - 1 else X
    return X


def forward_always_from_the_input(X, parameters):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        Z = X @ parameters[f"W{l}"] + parameters[f"b{l}"]
    return Z


def forward_with_cache(X, parameters):
    return reference.forward_propagation(X, parameters), {}


def forward_by_numpy(X, parameters):
    A, L = X.numpy(), len(parameters) // 2
    for l in range(1, L + 1):
        Z = A @ parameters[f"W{l}"].numpy() + parameters[f"b{l}"].numpy()
        A = np.maximum(Z, 0)
    return tf.constant(Z)


def forward_by_zip(X, parameters):
    names = range(1, len(parameters) // 2 + 1)
    *hidden, (W, b) = [(parameters[f"W{l}"], parameters[f"b{l}"]) for l in names]
    for W_l, b_l in hidden:
        X = tf.keras.activations.relu(tf.add(tf.matmul(X, W_l), b_l))
    return tf.add(tf.matmul(X, W), b)


def forward_by_maximum(X, parameters):
    A, l = X, 1
    while True:
        Z = tf.nn.bias_add(tf.matmul(A, parameters["W" + str(l)]), parameters["b" + str(l)])
        l += 1
        if "W" + str(l) not in parameters:
            return Z
        A = tf.maximum(Z, 0)


def forward_by_numbers(X, parameters):
    layers = sorted(int(key[1:]) for key in parameters if key.startswith("W"))
    for l in layers:
        if l > 1:
            X = tf.where(X > 0, X, tf.zeros_like(X))
        X = tf.linalg.matmul(X, parameters[f"W{l}"]) + parameters[f"b{l}"]
    return X


def forward_by_first_parameters(X, parameters):
    pairs = list(parameters.values())
    for W, b in zip(pairs[:-2:2], pairs[1:-2:2]):
        X = tf.nn.relu(X @ W + b)
    return X @ pairs[-2] + pairs[-1]


def relu(Z):
    return tf.nn.relu(Z)


forward = Exercise(
    name="forward_propagation",
    points=10,
    reference=reference.forward_propagation,
    cases=forward_cases,
    call=look.of_parameters,
    probe=look.one_tensor_as_precise_as_its_input,
    rtol=SINGLE,
    mistakes=[
        Mistake(
            layered(relu, lambda Z: tf.nn.softmax(Z)),
            "it looks as if a softmax is applied to the last layer. The logits are asked, without it: the cost "
            "applies it in a form that cannot overflow.",
        ),
        Mistake(
            layered(relu, lambda Z: tf.sigmoid(Z)),
            "it looks as if a sigmoid is applied to the last layer. The logits are asked, without any activation.",
        ),
        Mistake(
            layered(relu, relu),
            "it looks as if ReLU is applied to the last layer too. Logits may be negative.",
        ),
        Mistake(
            lambda X, parameters: layered(relu)(relu(X), parameters),
            "it looks as if ReLU is applied to X too. It comes after a layer, and X has not been through one.",
        ),
        Mistake(
            layered(lambda Z: Z), "it looks as if the activation is missing: without ReLU it is all one linear map."
        ),
        Mistake(layered(lambda Z: tf.sigmoid(Z)), "it looks as if the hidden layers use the sigmoid. Here it is ReLU."),
        Mistake(layered(lambda Z: tf.tanh(Z)), "it looks as if the hidden layers use the tanh. Here it is ReLU."),
        Mistake(
            forward_without_last_relu,
            "it looks as if the last hidden layer has no ReLU. Only the output layer has none.",
        ),
        Mistake(
            forward_without_last_layer,
            "it looks as if the last layer is missing: what comes back are the activations before it.",
        ),
        Mistake(
            forward_of_three_layers,
            "it looks as if there are always three layers. Their number follows from `parameters`.",
        ),
        Mistake(
            forward_always_from_the_input,
            "it looks as if every layer starts from X again. A layer takes the activations of the one before.",
        ),
        Mistake(layered(relu, linear=lambda A, W, b: A @ W), "it looks as if the biases are not added."),
        Mistake(
            layered(relu, linear=lambda A, W, b: W @ A + b),
            "it looks as if the product is W A, as in the NumPy notebooks. Here rows are examples: A comes first.",
        ),
        Mistake(
            layered(relu, linear=lambda A, W, b: A @ tf.transpose(W) + b),
            "it looks as if W is transposed. Its shape is (n_in, n_out) already.",
        ),
        Mistake(
            lambda X, parameters: layered(relu)(tf.cast(X, tf.float32), parameters),
            "it looks as if X is turned into float32 here. Leave the numbers as they come: whoever calls with float64 "
            "wants to compute in it.",
        ),
        Mistake(
            forward_with_cache,
            "it looks as if a cache comes back too. TensorFlow's tape remembers what is needed; the logits are enough.",
        ),
        Mistake(as_numpy(reference.forward_propagation), NUMPY),
        Mistake(forward_by_numpy, NUMPY),
        Mistake(as_variable(reference.forward_propagation), VARIABLE),
    ],
    alternatives=[forward_by_zip, forward_by_maximum, forward_by_numbers, forward_by_first_parameters],
)


# -- compute_cost ------------------------------------------------------------------------------------------------------


def cost_cases(rng):
    """A few examples; as many as classes, so that a transposed computation gives a number; large logits.

    The first label is always that of the smallest logit: the cost is never near 0, where single precision is poor.
    """
    found = []
    for m, n, scale in ((5, 3, 1), (4, 4, 1), (1, 5, 1), (6, 4, 60)):
        logits = scale * numbers(rng, m, n)
        classes = [np.argmin(logits[0]), *rng.integers(0, n, m - 1)]
        size = ", large logits" if scale > 1 else ""
        found.append(Case(f"{m} examples, {n} classes{size}", (logits, np.eye(n, dtype=np.float32)[classes])))
    return found


def cross_entropy(logits, labels):
    """One number for each example."""
    return tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)


def cost_of_probabilities(logits, labels):
    return tf.reduce_mean(cross_entropy(tf.nn.softmax(logits), labels))


def cost_swapped(logits, labels):
    return tf.reduce_mean(cross_entropy(labels, logits))


def cost_summed(logits, labels):
    return tf.reduce_sum(cross_entropy(logits, labels))


def cost_of_each(logits, labels):
    return cross_entropy(logits, labels)


def cost_transposed(logits, labels):
    return tf.reduce_mean(cross_entropy(tf.transpose(logits), tf.transpose(labels)))


def cost_of_sigmoids(logits, labels):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))


def cost_over_entries(logits, labels):
    return tf.reduce_mean(-labels * tf.nn.log_softmax(logits))


def cost_wrong_sign(logits, labels):
    return tf.reduce_mean(tf.reduce_sum(labels * tf.nn.log_softmax(logits), axis=1))


def cost_that_overflows(logits, labels):
    return -tf.reduce_mean(tf.reduce_sum(labels * tf.math.log(tf.nn.softmax(logits)), axis=1))


def cost_by_exponentials(logits, labels):
    p = tf.exp(logits) / tf.reduce_sum(tf.exp(logits), axis=1, keepdims=True)
    return -tf.reduce_mean(tf.reduce_sum(labels * tf.math.log(p), axis=1))


def cost_by_keras_without_logits(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(labels, logits))


def cost_by_keras_of_probabilities(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(labels, tf.nn.softmax(logits)))


def cost_by_keras_swapped(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(logits, labels, from_logits=True))


def cost_with_numpy_inside(logits, labels):
    return tf.reduce_mean(cross_entropy(logits.numpy(), labels.numpy()))


def cost_squared(logits, labels):
    return tf.reduce_mean((tf.nn.softmax(logits) - labels) ** 2)


def cost_by_keras(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(labels, logits, from_logits=True))


def cost_by_keras_class(logits, labels):
    return tf.keras.losses.CategoricalCrossentropy(from_logits=True)(labels, logits)


def cost_by_log_softmax(logits, labels):
    return -tf.reduce_mean(tf.reduce_sum(labels * tf.nn.log_softmax(logits), axis=1))


def cost_by_sparse_labels(logits, labels):
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.argmax(labels, axis=1), logits=logits)
    )


def cost_by_formula(logits, labels):
    logits = logits - tf.reduce_max(logits, axis=1, keepdims=True)
    surprise = tf.reduce_logsumexp(logits, axis=-1) - tf.reduce_sum(labels * logits, axis=-1)
    return tf.reduce_sum(surprise) / tf.cast(tf.shape(logits)[0], tf.float32)


cost = Exercise(
    name="compute_cost",
    points=10,
    reference=reference.compute_cost,
    cases=cost_cases,
    call=look.of_logits,
    probe=look.one_tensor,
    rtol=SINGLE,
    mistakes=[
        Mistake(
            cost_of_probabilities,
            "it looks as if a softmax is applied before a function that applies it too. Hand over the logits as they "
            "are.",
        ),
        Mistake(
            cost_by_keras_without_logits,
            "it looks as if Keras takes the logits for probabilities. Tell it: from_logits=True.",
        ),
        Mistake(
            cost_by_keras_of_probabilities,
            "it looks as if the softmax is taken first and the logarithm of it afterwards. A probability that rounds "
            "to 0 has no logarithm; Keras cuts it off, and the cost of a bad error comes out too small. Compute it "
            "from the logits.",
        ),
        Mistake(
            cost_that_overflows,
            "it looks as if the softmax is computed first and its logarithm afterwards. exp overflows where a logit "
            "is large, and a probability that rounds to 0 has no logarithm; compute the cost from the logits, in one "
            "function.",
        ),
        Mistake(
            cost_by_exponentials,
            "it looks as if the softmax is computed first and its logarithm afterwards. exp overflows where a logit "
            "is large, and a probability that rounds to 0 has no logarithm; compute the cost from the logits, in one "
            "function.",
        ),
        Mistake(cost_swapped, "it looks as if the labels and the logits have changed places."),
        Mistake(
            cost_by_keras_swapped,
            "it looks as if the labels and the logits have changed places.",
        ),
        Mistake(cost_summed, "it looks as if the costs of the examples are added up. The cost is their mean."),
        Mistake(cost_of_each, "it looks as if each example's own cost comes back. The cost is their mean, one number."),
        Mistake(
            cost_over_entries,
            "it looks as if the mean goes over the classes too. Add up over the classes, and take the mean over the "
            "examples.",
        ),
        Mistake(
            cost_transposed,
            "it looks as if logits and labels are transposed first. Rows are examples already, as TensorFlow wants "
            "them.",
        ),
        Mistake(
            cost_of_sigmoids,
            "it looks like ten yes-or-no questions, each with a sigmoid. The classes exclude one another: softmax.",
        ),
        Mistake(cost_wrong_sign, "it looks as if the minus sign is missing: a cost is positive."),
        Mistake(cost_squared, "it looks like a squared error. Here the cost is the cross-entropy."),
        Mistake(
            as_float(reference.compute_cost), "it looks as if a Python number comes back. The tape needs a tensor."
        ),
        Mistake(as_numpy(reference.compute_cost), NUMPY),
        Mistake(cost_with_numpy_inside, NUMPY),
        Mistake(in_double(reference.compute_cost), DOUBLE),
    ],
    alternatives=[cost_by_keras, cost_by_keras_class, cost_by_log_softmax, cost_by_sparse_labels, cost_by_formula],
)


# -- train_step --------------------------------------------------------------------------------------------------------


def step_cases(rng):
    found = []
    for optimizer, steps, compiled in (("gradient descent", 1, False), ("Adam", 4, False), ("momentum", 3, True)):
        x = rng.uniform(-1, 1, 12)
        parameters = {"height": 1.0, "slope": rng.uniform(0.5, 1), "bend": -rng.uniform(0.5, 1)}
        counts = rng.poisson(np.exp(0.2 - x))
        factors = rng.uniform(0.8, 1.25, 2).tolist()
        args = [optimizer, steps, compiled, x.astype(np.float32), counts.astype(np.float32), factors]
        args.append({key: np.array(value, np.float32) for key, value in parameters.items()})
        inside = ", inside tf.function" if compiled else ""
        found.append(Case(f"{steps} step{'s' * (steps > 1)} of {optimizer}{inside}", tuple(args)))
    return found


def slopes(forward, cost, parameters, X, Y):
    """(the cost, its gradients, the variables)."""
    variables = list(parameters.values())
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    return loss, tape.gradient(loss, variables), variables


def step_without_update(forward, cost, parameters, optimizer, X, Y):
    loss, _, _ = slopes(forward, cost, parameters, X, Y)
    return loss


def step_with_new_optimizer(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    fresh = type(optimizer).from_config(optimizer.get_config())
    fresh.apply_gradients(zip(gradients, variables))
    return loss


def step_with_own_optimizer(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    tf.keras.optimizers.Adam(0.003).apply_gradients(zip(gradients, variables))
    return loss


def step_by_hand(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    for variable, gradient in zip(variables, gradients):
        variable.assign_sub(optimizer.learning_rate * gradient)
    return loss


def step_outside_the_tape(forward, cost, parameters, optimizer, X, Y):
    variables = list(parameters.values())
    prediction = forward(X, parameters)
    with tf.GradientTape() as tape:
        loss = cost(prediction, Y)
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


def step_that_watches_copies(forward, cost, parameters, optimizer, X, Y):
    copies = {key: tf.constant(value) for key, value in parameters.items()}
    with tf.GradientTape() as tape:
        loss = cost(forward(X, copies), Y)
    variables = list(parameters.values())
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


def step_with_cost_after(forward, cost, parameters, optimizer, X, Y):
    _, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients(zip(gradients, variables))
    return cost(forward(X, parameters), Y)


def step_with_pairs_turned_round(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients(zip(variables, gradients))
    return loss


def step_for_each_variable(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    for pair in zip(gradients, variables):
        optimizer.apply_gradients([pair])
    return loss


def step_of_weights_by_name(forward, cost, parameters, optimizer, X, Y):
    weights = {key: value for key, value in parameters.items() if key[0] == "W"}
    loss, gradients, variables = slopes(lambda X, _: forward(X, parameters), cost, weights, X, Y)
    optimizer.apply_gradients(zip(gradients, variables))
    return loss


def step_swapped(forward, cost, parameters, optimizer, X, Y):
    return reference.train_step(forward, lambda one, two: cost(two, one), parameters, optimizer, X, Y)


def step_twice(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    for _ in range(2):
        optimizer.apply_gradients(zip(gradients, variables))
    return loss


def step_uphill(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients((-gradient, variable) for gradient, variable in zip(gradients, variables))
    return loss


def step_in_wrong_order(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients(zip(gradients, reversed(variables)))
    return loss


def step_of_first_parameter(forward, cost, parameters, optimizer, X, Y):
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients(zip(gradients[:1], variables[:1]))
    return loss


def step_with_number(forward, cost, parameters, optimizer, X, Y):
    return float(reference.train_step(forward, cost, parameters, optimizer, X, Y))


def step_with_array(forward, cost, parameters, optimizer, X, Y):
    return reference.train_step(forward, cost, parameters, optimizer, X, Y).numpy()


def step_with_gradients(forward, cost, parameters, optimizer, X, Y):
    _, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients(zip(gradients, variables))
    return gradients


def step_of_own_network(forward, cost, parameters, optimizer, X, Y):
    return reference.train_step(reference.forward_propagation, cost, parameters, optimizer, X, Y)


def step_of_own_cost(forward, cost, parameters, optimizer, X, Y):
    return reference.train_step(forward, reference.compute_cost, parameters, optimizer, X, Y)


def step_that_counts_in_python(forward, cost, parameters, optimizer, X, Y):
    """Divides the gradients by the number of the step, which it keeps in an attribute."""
    optimizer.python_steps = getattr(optimizer, "python_steps", 0) + 1
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    optimizer.apply_gradients(
        (gradient / optimizer.python_steps, variable) for gradient, variable in zip(gradients, variables)
    )
    return loss


def step_once(forward, cost, parameters, optimizer, X, Y):
    """Updates in the first step alone: a flag in Python says that it is done."""
    loss, gradients, variables = slopes(forward, cost, parameters, X, Y)
    if not getattr(optimizer, "done", False):
        optimizer.apply_gradients(zip(gradients, variables))
        optimizer.done = True
    return loss


def step_by_apply(forward, cost, parameters, optimizer, X, Y):
    variables = [parameters[key] for key in sorted(parameters)]
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    optimizer.apply(tape.gradient(loss, variables), variables)
    return loss


def step_by_dict(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        prediction = forward(X, parameters)
        loss = cost(prediction, Y)
    gradients = tape.gradient(loss, parameters)
    optimizer.apply_gradients([(gradients[key], parameters[key]) for key in parameters])
    return tf.identity(loss)


def step_by_watching(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape(persistent=True, watch_accessed_variables=False) as tape:
        for value in parameters.values():
            tape.watch(value)
        loss = cost(forward(X, parameters), Y)
    for_each = [(tape.gradient(loss, value), value) for value in parameters.values()]
    optimizer.apply_gradients(for_each)
    return loss


def step_compiled(forward, cost, parameters, optimizer, X, Y):
    return tf.function(lambda X, Y: reference.train_step(forward, cost, parameters, optimizer, X, Y))(X, Y)


def step_by_watched_variables(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
        gradients = tape.gradient(loss, tape.watched_variables())
    optimizer.apply_gradients(zip(gradients, tape.watched_variables()))
    return loss


NOT_COMPILED = (
    "Inside tf.function the cost has no number yet: return the tensor as it is, without float() and .numpy()."
)

OTHER_OPTIMIZER = (
    "it looks as if the parameters are changed by hand, or by another optimizer that is made inside the function. "
    "Leave it to the `optimizer` that you are given: it keeps its averages from step to step."
)

step = Exercise(
    name="train_step",
    points=10,
    reference=reference.train_step,
    cases=step_cases,
    call=look.several_steps,
    probe=look.trained,
    rtol=2e-5,
    mistakes=[
        Mistake(
            step_without_update,
            "it looks as if the gradients are not applied: the parameters stay as they were. The optimizer does it, "
            "with apply_gradients.",
        ),
        Mistake(step_with_new_optimizer, OTHER_OPTIMIZER),
        Mistake(step_with_own_optimizer, OTHER_OPTIMIZER),
        Mistake(step_by_hand, OTHER_OPTIMIZER),
        Mistake(
            step_for_each_variable,
            "it looks as if the optimizer is called once for each parameter. One call takes all the pairs, and counts "
            "as one step.",
        ),
        Mistake(
            step_with_pairs_turned_round,
            "it looks as if gradient and variable have changed places in the pairs.",
        ),
        Mistake(
            step_of_weights_by_name,
            "it looks as if the optimizer is given no pairs at all, because parameters are chosen by their names. They "
            "may have any names, and all of them are to change.",
        ),
        Mistake(
            step_outside_the_tape,
            "it looks as if the tape has not seen how the cost depends on the parameters. It records what happens "
            "inside its `with` block: both the forward pass and the cost belong there.",
        ),
        Mistake(
            step_that_watches_copies,
            "it looks as if the tape has not seen how the cost depends on the parameters. It records what happens "
            "inside its `with` block: both the forward pass and the cost belong there.",
        ),
        Mistake(
            step_with_cost_after,
            "it looks as if the cost is computed again after the step. Return the one that the gradients are of.",
        ),
        Mistake(
            step_swapped,
            "it looks as if the cost gets the labels first. It is cost(logits, Y).",
        ),
        Mistake(step_twice, "it looks as if the gradients are applied twice."),
        Mistake(step_uphill, "it looks as if the step goes uphill. The optimizer subtracts the gradient by itself."),
        Mistake(
            step_in_wrong_order,
            "it looks as if gradients and parameters are paired in another order. Each gradient belongs to its "
            "variable.",
        ),
        Mistake(step_of_first_parameter, "it looks as if only the first parameter is updated."),
        Mistake(step_once, "it looks as if only the first step changes the parameters."),
        Mistake(step_with_number, "it looks as if the cost comes back as a Python number. " + NOT_COMPILED),
        Mistake(step_with_array, "it looks as if the cost comes back as a NumPy number. " + NOT_COMPILED),
        Mistake(step_with_gradients, "it looks as if the gradients come back. The cost before the step is asked."),
        Mistake(
            step_of_own_network,
            "it looks as if the parameters must be called W1, b1 and so on, here or in your own forward_propagation. "
            "They may have any names, and the network is the function `forward` that you are given.",
        ),
        Mistake(
            step_of_own_cost,
            "it looks as if the cost is your own compute_cost. Call the function `cost` that you are given.",
        ),
        Mistake(
            step_that_counts_in_python,
            "it looks as if the step depends on a counter in Python. Inside tf.function Python runs once, while the "
            "graph is drawn up, so the counter stands still; what changes must be a tf.Variable, as the optimizer's "
            "are.",
        ),
    ],
    alternatives=[step_by_apply, step_by_dict, step_by_watching, step_compiled, step_by_watched_variables],
)

ASSIGNMENT = Assignment(
    name="W3A1-Introduction_to_TensorFlow",
    title="Introduction to TensorFlow",
    exercises=[linear, sigmoid, one_hot, initialize, forward, cost, step],
    datasets=("digits.csv",),
)
