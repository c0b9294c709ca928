"""Networks in TensorFlow's layout, as plain arrays: W (n_in, n_out), b (n_out,). What the oracles share."""

import numpy as np

from utils.network import forward_propagation


def numbers(rng, *shape, dtype="float32"):
    """Standard normal numbers."""
    return rng.standard_normal(shape).astype(dtype)


def network(rng, layers_dims, dtype="float32"):
    """Parameters "W1", "b1", ... of normal numbers. The biases are not zero, for zeros would hide mistakes."""
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = numbers(rng, layers_dims[l - 1], layers_dims[l], dtype=dtype)
        parameters[f"b{l}"] = numbers(rng, layers_dims[l], dtype=dtype)
    return parameters


def tensor(value, dtype=np.float32, **more):
    """What probes.tensors.described says of a tensor with these numbers."""
    return {"kind": "tensor", "dtype": np.dtype(dtype).name, "value": np.asarray(value, dtype), **more}


def right_logits(X, parameters):
    """By the NumPy notebooks' network, in which columns are examples, in float64."""
    columns = {key: np.atleast_2d(value).T.astype(float) for key, value in parameters.items()}
    return tensor(forward_propagation(X.T.astype(float), columns)[0].T, X.dtype, taped=True)


def cross_entropy_case(rng, m, n_classes, scale=1):
    """(logits, one-hot labels). The first label is always the class of the smallest logit, so that the cost is never
    near 0, where single precision is poor."""
    logits = scale * numbers(rng, m, n_classes)
    classes = [np.argmin(logits[0]), *rng.integers(0, n_classes, m - 1)]
    return logits, np.eye(n_classes, dtype=np.float32)[classes]
