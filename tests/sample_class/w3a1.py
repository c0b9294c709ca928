"""The sample class of W3A1-Introduction_to_TensorFlow."""

from tests.sample_class.table import Solution, Student, Text

NO_COLON = """\
def compute_cost(logits, labels)
    return tf.reduce_mean(logits)
"""

STUDENTS = {
    "perfect": Student("every exercise right"),
    "other-style": Student(
        "every exercise right, written in other ways: eye and gather, the formulas, a compiled pass, gradients in a dict",
        {
            "linear": Solution("einsum"),
            "sigmoid": Solution("formula"),
            "one-hot": Solution("eye_gather"),
            "initialize": Solution("keras_global_seed"),
            "forward": Solution("compiled"),
            "cost": Solution("log_probabilities"),
            "step": Solution("dict_gradient"),
        },
    ),
    "untouched": Student("handed in as it was released", rest_right=False),
    "half-done": Student(
        "the first four right, the rest not begun",
        {"linear": (), "sigmoid": (), "one-hot": (), "initialize": ()},
        rest_right=False,
    ),
    "columns-first": Student(
        "the layout of the NumPy notebooks: the linear layer and the weights are transposed, the rest is not",
        {"linear": "X @ W -> W @ X", "initialize": "(n_in, n_out), -> (n_out, n_in),"},
        missed={"linear", "initialize"},
    ),
    "softmax-twice": Student(
        "a softmax in forward propagation, and one more in the cost",
        {
            "forward": (
                "return A @ -> return tf.nn.softmax(A @",
                'parameters[f"b{last}"] -> parameters[f"b{last}"])',
            ),
            "cost": "logits=logits -> logits=tf.nn.softmax(logits)",
        },
        missed={"forward", "cost"},
    ),
    "numpy-arrays": Student(
        "NumPy in place of TensorFlow in three functions",
        {
            "sigmoid": Solution("numpy_out"),
            "one-hot": Solution("numpy_eye"),
            "step": "return loss -> return loss.numpy()",
        },
        missed={"sigmoid", "one-hot", "step"},
    ),
    "new-optimizer": Student(
        "makes an optimizer of its own in every step",
        {"step": "optimizer.apply -> tf.keras.optimizers.Adam(0.003).apply"},
        missed={"step"},
    ),
    "one-hot-flat": Student(
        "one-hot rows of several labels end up in one long vector; constants in place of variables",
        {
            "one-hot": "tf.one_hot(label, depth) -> tf.reshape(tf.one_hot(label, depth, axis=0), [-1])",
            "initialize": "tf.Variable -> tf.constant",
        },
        missed={"one-hot", "initialize"},
    ),
    "does-not-run": Student(
        "one cell is not Python, another uses a name that does not exist",
        {"cost": Text(NO_COLON), "step": "forward(X -> foward(X"},
        missed={"cost", "step"},
    ),
}
