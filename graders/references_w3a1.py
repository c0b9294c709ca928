"""The references of W3A1: a softmax network in TensorFlow's own functions. Rows are examples.

They never ship; TensorFlow is imported when one is first called.
"""

from graders.checks import tensorflow_later as tf


def linear_function(X, W, b):
    """X W + b, a tensor (m, n_out).  X: (m, n_in).  W: (n_in, n_out).  b: (n_out,), added to every row."""
    return X @ W + b


def sigmoid(z):
    """1 / (1 + exp(-z)), a float32 tensor of the shape of z.  z: numbers of any kind, in any form."""
    return tf.sigmoid(tf.cast(z, tf.float32))


def one_hot_matrix(label, depth):
    """A float32 tensor, (depth,) for one label and (m, depth) for m: 1 at the label, 0 elsewhere.

    label: an integer from 0 to depth - 1, or (m,) of them.  depth: the number of classes.
    """
    return tf.one_hot(label, depth)


def initialize_parameters(layers_dims, seed):
    """Trainable float32 variables: "W1" (n_0, n_1) from Glorot's uniform distribution, "b1" (n_1,) zero, "W2", ....

    layers_dims: [n_0, n_1, ..., n_L].  seed: an integer. The variance of W is 2 / (n_in + n_out), that of a uniform
    draw from -limit to limit is limit^2 / 3 (Glorot and Bengio, 2010, eq. 16).
    """
    generator = tf.random.Generator.from_seed(seed)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[l - 1], layers_dims[l]
        limit = (6 / (n_in + n_out)) ** 0.5
        parameters[f"W{l}"] = tf.Variable(generator.uniform((n_in, n_out), -limit, limit))
        parameters[f"b{l}"] = tf.Variable(tf.zeros(n_out))
    return parameters


def forward_propagation(X, parameters):
    """The logits, a tensor (m, n_L): ReLU after every layer but the last.  X: (m, n_0)."""
    A, last = X, len(parameters) // 2
    for l in range(1, last):
        A = tf.nn.relu(A @ parameters[f"W{l}"] + parameters[f"b{l}"])
    return A @ parameters[f"W{last}"] + parameters[f"b{last}"]


def compute_cost(logits, labels):
    """The cross-entropy of softmax(logits), its mean over the examples: a scalar.  logits, labels: (m, n_classes)."""
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))


def train_step(forward, cost, parameters, optimizer, X, Y):
    """One step of the optimizer on the cost of X, Y. Changes the parameters; returns the cost before the step."""
    with tf.GradientTape() as tape:
        loss = cost(forward(X, parameters), Y)
    variables = list(parameters.values())
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss
