"""initialize_parameters: trainable variables, Glorot's random weights and zero biases."""

import itertools

import numpy as np

from graders.checks import tensorflow_later as tf
from graders.checks.probes.tensors import FAR, initial_variables, three_draws
from graders.exercise import Case, Exercise
from graders.exercises.inputs import layers
from graders.exercises.w3a1.networks import tensor

CALLS = itertools.count()  # in place of chance, so that the answer key is the same whenever it is built


def initialize_parameters(layers_dims, seed):
    generator = tf.random.Generator.from_seed(seed)
    parameters = {}
    for layer in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[layer - 1], layers_dims[layer]
        r = (6 / (n_in + n_out)) ** 0.5
        parameters[f"W{layer}"] = tf.Variable(generator.uniform((n_in, n_out), -r, r))
        parameters[f"b{layer}"] = tf.Variable(tf.zeros(n_out))
    return parameters


def cases(rng):
    """A wide network for statistics, equal layers (one that repeats another shows) with the seed 0, and small ones."""
    small = [int(n) for n in rng.integers(2, 12, size=3)]
    equal = [int(rng.integers(40, 61))] * 4
    dims = [small, [200, 64, 40, 10], equal, [int(rng.integers(100, 130)), 10]]
    seeds = [int(seed) for seed in rng.integers(1, 10_000, size=4)]
    seeds[2] = 0
    return [Case(f"{layers(d)}, seed {seed}", (d, seed)) for d, seed in zip(dims, seeds)]


def by_numpy(layers_dims, seed):
    """Other draws than the student's: the probe says how far their mean and deviation may be apart."""

    def draw(seed):
        rng, found = np.random.default_rng(seed), {}
        for layer, shape in enumerate(itertools.pairwise(layers_dims), 1):
            found |= {f"W{layer}": rng.normal(0, (2 / sum(shape)) ** 0.5, shape), f"b{layer}": np.zeros(shape[1])}
        return {key: tensor(value, kind="variable", trainable=True) for key, value in found.items()}

    return draw(seed), draw(seed), draw(seed + FAR)


DRAW = "generator.uniform((n_in, n_out), -r, r)"
KERAS_DRAW = "tf.keras.initializers.GlorotUniform({})((n_in, n_out))"
NORMAL_DRAW = "generator.normal((n_in, n_out), stddev={})"
REPEATED = (
    "Every layer repeats the numbers of the one before. Draw all from one generator, or give each layer its own seed. "
    "seed * layer is no such seed. If the seed is 0, it is 0 in every layer."
)

initialize = Exercise(
    initialize_parameters,
    points=10,
    cases=cases,
    call=three_draws,
    probe=initial_variables,
    oracle=by_numpy,
    mistakes={
        "tf.Variable -> tf.constant": "Your parameters are tensors, which never change. Use a tf.Variable for each.",
        "tf.Variable -> np.array": "Your parameters are NumPy arrays. What is trained must be a tf.Variable.",
        "tf.Variable -> tf.keras.Variable": "Your parameters are Keras's kind of variable. Here each is a tf.Variable.",
        ("-r, r) -> -r, r), False", "zeros(n_out) -> zeros(n_out), False"): "Your variables are not trainable, so "
        "the tape does not watch them.",
        ("-r, r -> -r, r, tf.float64", "zeros(n_out) -> zeros(n_out, tf.float64)"): "Your variables hold float64. "
        "The images are float32, and TensorFlow never mixes the two.",
        "(n_in, n_out), -> (n_out, n_in),": "Your weights are transposed. Here the shape of W is (n_in, n_out).",
        "zeros(n_out) -> zeros((1, n_out))": "Your biases have two axes. Here b has one and the shape (n_out,).",
        "zeros(n_out) -> zeros((n_out, 1))": "Your biases are columns. Here b has one axis and the shape (n_out,).",
        "zeros -> ones": "Your biases do not start at zero.",
        "return ->     return": "Only the first layer was made. Does the `return` stand inside the loop?",
        "len(layers_dims) -> len(layers_dims) - 1": "The last layer is missing. A network of n sizes has n - 1 layers.",
        f"{DRAW} -> {KERAS_DRAW.format('seed=seed')}": REPEATED,
        "from_seed(seed) -> from_seed(next(CALLS))": "You do not use `seed`, so nobody can repeat the draw.",
        "from_seed(seed) -> from_seed(1)": "You fix the seed inside the function. Use the argument `seed`.",
        f"{DRAW} -> {KERAS_DRAW.format('seed=seed * layer')}": REPEATED,
        f"{DRAW} -> {NORMAL_DRAW.format('2 / (n_in + n_out)')}": "Your scale is the variance, not its square root.",
        f"{DRAW} -> generator.truncated_normal((n_in, n_out), stddev=(2 / (n_in + n_out)) ** 0.5)": "Your draw is "
        "cut off at two standard deviations, so the weights spread less than Glorot's. Do not cut it off.",
        "6 / (n_in + n_out) -> 6 / n_in": "You use He's scale, which depends on n_in alone. Glorot's has n_out too.",
        "6 / (n_in + n_out) -> 3 / n_in": "Your variance is 1 / n_in. Glorot's depends on both sizes, n_in and n_out.",
        "6 / -> 3 /": "The 2 is missing. The variance should be 2 / (n_in + n_out).",
        f"{DRAW} -> {NORMAL_DRAW.format('r')}": "You use the limit of the uniform draw as a standard deviation.",
        "6 / -> 2 /": "The limit of your draw is the standard deviation. It should be sqrt(3) times as large.",
        "-r, r -> 0, r": "Your weights are drawn from 0 up. They should go from -r to r.",
        f"{DRAW} -> {NORMAL_DRAW.format(1.0)}": "Your draw is not scaled, so its variance is still 1.",
        f"{DRAW} -> {NORMAL_DRAW.format(0.01)}": "All your layers have one scale. Glorot's depends on their sizes.",
    },
)
