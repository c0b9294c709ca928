"""one_hot_matrix: labels as one-hot rows, in a tf.data pipeline too."""

import numpy as np

from graders.checks import tensorflow_later as tf
from graders.checks.probes.tensors import IN_A_MAP, of_labels, one_tensor
from graders.exercise import Case, Exercise
from graders.exercises.w3a1 import networks, tensors


def one_hot_matrix(label, depth):
    return tf.one_hot(label, depth)


def cases(rng):
    """The highest class is missing from some labels, so that only `depth` gives the number of columns."""

    def labels(m, depth, dtype=np.int32):
        return np.concatenate([[0], rng.integers(1, depth - 1, m - 1)]).astype(dtype)

    return [
        Case("5 labels of 4 classes, a tensor", ("a tensor", labels(5, 4), 4)),
        Case("6 labels of 6 classes, a tensor", ("a tensor", rng.permutation(labels(6, 6)), 6)),
        Case("one label of 5 classes, a number", ("a number", int(rng.integers(1, 4)), 5)),
        Case("one label of 3 classes, a tensor", ("a tensor", np.array(1, np.int64), 3)),
        Case("8 labels of 10 classes, a NumPy array", ("a NumPy array", labels(8, 10, np.int64), 10)),
        Case(f"4 labels of 10 classes, {IN_A_MAP}", (IN_A_MAP, labels(4, 10, np.int64), 10)),
    ]


ONE_HOT = "tf.one_hot(label, depth)"
FLAT = "You put several labels into one long vector. Each label has a row of its own."
ONE_BY_ONE = "You may loop over the labels. A label may come alone, and TensorFlow's functions take one or many."

one_hot = Exercise(
    one_hot_matrix,
    points=10,
    cases=cases,
    call=of_labels,
    probe=one_tensor,
    oracle=lambda form, labels, depth: networks.tensor(np.eye(depth)[labels]),
    mistakes={
        "depth -> depth, axis=0": "Your classes run down the columns. Each example has a row, and each class a column.",
        f"{ONE_HOT} -> tf.reshape({ONE_HOT}, (depth, -1))": "You reshape the answer to have the classes first. Rows "
        "are examples. And a reshape is no transpose, because it keeps the numbers in their order.",
        f"{ONE_HOT} -> tf.reshape({ONE_HOT}, (-1, depth))": "You make a matrix of a single label. Make a vector.",
        f"{ONE_HOT} -> tf.reshape({ONE_HOT}, (-1,))": FLAT,
        f"{ONE_HOT} -> tf.reshape(tf.one_hot(label, depth, axis=0), (-1,))": FLAT,
        f"{ONE_HOT} -> tf.stack([tf.one_hot(one, depth) for one in label])": ONE_BY_ONE,
        f"{ONE_HOT} -> tf.stack([tf.one_hot(label[i], depth) for i in range(len(label))])": ONE_BY_ONE,
        f"{ONE_HOT} -> tf.eye(depth)[label]": "You use labels as an index of a tensor. A NumPy array takes several "
        "as its index, and a tensor does not. TensorFlow has a function that makes one-hot rows.",
        "depth -> depth, dtype=tf.int32": "Your ones are integers. The cost needs them as float32.",
        "depth -> depth + 1": "Your answer has one class too many. Labels go from 0 to depth - 1.",
        "label -> label - 1": "You count labels from 1. The first class is 0.",
        "depth -> 10": "Your number of classes is always 10. Use the argument `depth`.",
        "depth -> tf.reduce_max(label) + 1": "Your number of classes is that of this mini-batch. It should be `depth`.",
        "depth -> depth, 0.0, 1.0": "0 and 1 have changed places.",
        f"{ONE_HOT} -> np.eye(depth)[label]": tensors.NUMPY_ARRAY,
        f"{ONE_HOT} -> np.eye(depth, dtype=np.float32)[label]": tensors.NUMPY_ARRAY,
        f"{ONE_HOT} -> tf.constant(np.eye(depth)[label], tf.float32)": "NumPy may look up the rows. In the map of a "
        "dataset a label has no value yet, so NumPy cannot index with it. TensorFlow's functions can.",
    }
    | tensors.ONE_TENSOR,
)
