"""linear_function: one linear layer. Rows are examples."""

import numpy as np  # noqa: F401 (for the edits)

from graders.checks import tensorflow_later as tf  # noqa: F401 (for the edits)
from graders.checks.probes.tensors import one_tensor_as_precise_as_its_input, with_variables
from graders.exercise import Case, Exercise
from graders.exercises.w3a1 import tensors
from graders.exercises.w3a1.networks import network, numbers, right_logits


def linear_function(X, W, b):
    return X @ W + b


def cases(rng):
    """The first is square, so that a wrong order or layout gives numbers and not only an error. One sum may cancel."""
    shapes = [(4, 4, 4, "float32"), (5, 3, 2, "float32"), (1, 3, 1, "float64"), (2, 3, 4, "float32")]
    return [
        Case(
            f"X of shape ({m}, {n_in}), W of shape ({n_in}, {n_out}), {dtype}",
            (numbers(rng, m, n_in, dtype=dtype), *network(rng, [n_in, n_out], dtype).values()),
        )
        for m, n_in, n_out, dtype in shapes
    ]


linear = Exercise(
    linear_function,
    points=10,
    cases=cases,
    call=with_variables,
    probe=one_tensor_as_precise_as_its_input,
    oracle=lambda X, W, b: right_logits(X, {"W1": W, "b1": b}),
    mistakes={
        "@ -> *": "You use `*`, the element-wise product. The matrix product is `@` or tf.matmul.",
        "X @ W -> W @ X": tensors.ROWS,
        "X @ W + b -> W @ X + b[:, None]": tensors.ROWS,
        "W -> tf.transpose(W)": tensors.TRANSPOSED,
        "+ b ->": "The biases are missing.",
        "+ b -> - b": "You subtract b. It should be added.",
        "W + b -> (W + b)": "You add b to W before the product. Add it to the result.",
        "b -> b[:, None]": "You add b to every column. Outputs are columns, so it should be added to every row.",
        "X @ W + b -> np.dot(X, W) + b.numpy()": tensors.NUMPY_ARRAY,
        "X @ W -> tf.constant(np.dot(X, W))": tensors.NUMPY_INSIDE,
        "X @ W + b -> tf.cast(X, tf.float32) @ tf.cast(W, tf.float32) + tf.cast(b, tf.float32)": tensors.FLOAT32,
    }
    | tensors.ONE_TENSOR,
)
