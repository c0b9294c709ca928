"""Batch normalization of the hidden layers, before ReLU (Ioffe & Szegedy, 2015), for the network of utils.network.

Columns are examples. The statistics are those of each unit over the mini-batch. In an array only the last two axes are
looked at, so that networks can be stacked along an axis before them.
"""

import numpy as np

from utils.activations import relu, sigmoid
from utils.network import number_of_layers


def initialize_batch_norm(layers_dims):
    """gamma = 1 and beta = 0 for each hidden layer, so that a layer starts out with normalized values as they are.

    layers_dims: the units of each layer, the input's first.
    Returns "gamma1", "beta1", ..., "gamma(L-1)", "beta(L-1)", each (n_l, 1). The output layer has none.
    """
    parameters = {}
    for l in range(1, len(layers_dims) - 1):
        parameters[f"gamma{l}"] = np.ones((layers_dims[l], 1))
        parameters[f"beta{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def batch_norm_forward(Z, gamma, beta, epsilon):
    """Normalize each unit over the mini-batch, then scale and shift it (Ioffe & Szegedy, 2015, algorithm 1).

    Z: (n, m).  gamma, beta: (n, 1).  epsilon: added to the variance, above 0.
    Returns (N, cache): N (n, m), and what the backward pass and prediction need: "Z_hat" (n, m), "gamma" (n, 1),
    "mu" and "var" (n, 1), the mean and the variance (divided by m) of the mini-batch, and "epsilon".
    """
    mu = np.mean(Z, axis=-1, keepdims=True)
    var = np.var(Z, axis=-1, keepdims=True)
    Z_hat = (Z - mu) / np.sqrt(var + epsilon)
    N = gamma * Z_hat + beta
    return N, {"Z_hat": Z_hat, "gamma": gamma, "mu": mu, "var": var, "epsilon": epsilon}


def forward_propagation_bn(X, parameters, epsilon):
    """LINEAR -> BATCH NORM -> RELU, L-1 times, then LINEAR.

    X: inputs (n_x, m).  parameters: "W1", "b1", ..., "WL", "bL" and "gamma1", "beta1", ..., "gamma(L-1)", "beta(L-1)".
    Returns (ZL, cache): the logits (1, m), and "A0", then for each layer "W1", "A1", ..., and for the hidden ones
    "N1", ..., what ReLU got, and "bn1", ..., the cache of batch_norm_forward.
    """
    L = number_of_layers(parameters)
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache[f"W{l}"] = parameters[f"W{l}"]
        Z = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
        if l < L:
            gamma, beta = parameters[f"gamma{l}"], parameters[f"beta{l}"]
            cache[f"N{l}"], cache[f"bn{l}"] = batch_norm_forward(Z, gamma, beta, epsilon)
            cache[f"A{l}"] = relu(cache[f"N{l}"])
    cache[f"Z{L}"] = Z
    return Z, cache


def batch_norm_backward(dN, cache):
    """The gradients of batch_norm_forward, by the chain rule through mean and variance.

    dN: the gradient of the cost with respect to N (n, m).  cache: what batch_norm_forward returned with N.
    Returns (dZ, dgamma, dbeta): (n, m), (n, 1), (n, 1).

    With Z_hat = (Z - mu) / sqrt(var + epsilon), the six lines of Ioffe & Szegedy (2015, section 3) come down to
    dZ = gamma / sqrt(var + epsilon) * (dN - mean(dN) - Z_hat * mean(dN * Z_hat)).
    """
    Z_hat = cache["Z_hat"]
    dbeta = np.sum(dN, axis=-1, keepdims=True)
    dgamma = np.sum(dN * Z_hat, axis=-1, keepdims=True)
    m = dN.shape[-1]
    scale = cache["gamma"] / np.sqrt(cache["var"] + cache["epsilon"])
    dZ = scale * (dN - dbeta / m - Z_hat * dgamma / m)
    return dZ, dgamma, dbeta


def backward_propagation_bn(X, Y, cache):
    """Gradients of the cost for the network of forward_propagation_bn, from the last layer to the first.

    X: inputs (n_x, m).  Y: labels 0 or 1 (1, m).  cache: what forward_propagation_bn(X, parameters, epsilon) returned.
    Returns grads: "dW1", "db1", "dgamma1", "dbeta1", ..., "dWL", "dbL", each of its parameter's shape.
    """
    m = X.shape[-1]
    L = number_of_layers(cache)
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l - 1}"].mT
        grads[f"db{l}"] = np.sum(dZ, axis=-1, keepdims=True)
        if l > 1:
            dN = cache[f"W{l}"].mT @ dZ * (cache[f"N{l - 1}"] > 0)
            dZ, grads[f"dgamma{l - 1}"], grads[f"dbeta{l - 1}"] = batch_norm_backward(dN, cache[f"bn{l - 1}"])
    return grads


def update_running(running, mu, var, beta):
    """The exponential moving averages of a layer's statistics, one mini-batch further.

    running: (mean, variance), each (n, 1), as they are.  mu, var: those of the mini-batch, (n, 1).
    beta: how much of the old average stays, 0 to 1.  Returns the new (mean, variance).
    """
    running_mu, running_var = running
    return beta * running_mu + (1 - beta) * mu, beta * running_var + (1 - beta) * var


def population_statistics(X, parameters, epsilon):
    """The mean and variance of each hidden unit over a whole training set, in one forward pass.

    X: the training set (n_x, m).  parameters, epsilon: as in forward_propagation_bn.
    Returns "mu1", "var1", ..., "mu(L-1)", "var(L-1)", each (n_l, 1).
    """
    _, cache = forward_propagation_bn(X, parameters, epsilon)
    running = {}
    for l in range(1, number_of_layers(parameters)):
        running[f"mu{l}"], running[f"var{l}"] = cache[f"bn{l}"]["mu"], cache[f"bn{l}"]["var"]
    return running


def predict_bn(X, parameters, running, epsilon):
    """The probability of class 1 for each column of X, with statistics that are fixed.

    X: inputs (n_x, m).  parameters, epsilon: as in forward_propagation_bn.
    running: "mu1", "var1", ..., as population_statistics returns them.
    Returns (1, m). An example's probability does not depend on the others in X.
    """
    L = number_of_layers(parameters)
    A = X
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        if l < L:
            Z_hat = (Z - running[f"mu{l}"]) / np.sqrt(running[f"var{l}"] + epsilon)
            A = relu(parameters[f"gamma{l}"] * Z_hat + parameters[f"beta{l}"])
    return sigmoid(Z)


def fold_batch_norm(parameters, running, epsilon):
    """Parameters of a plain network that predicts the same: each hidden layer does its normalization in W and b.

    parameters, running, epsilon: as in predict_bn.
    Returns "W1", "b1", ..., "WL", "bL" for utils.network.forward_propagation.
    """
    L = number_of_layers(parameters)
    folded = {f"W{L}": parameters[f"W{L}"].copy(), f"b{L}": parameters[f"b{L}"].copy()}
    for l in range(1, L):
        scale = parameters[f"gamma{l}"] / np.sqrt(running[f"var{l}"] + epsilon)
        folded[f"W{l}"] = scale * parameters[f"W{l}"]
        folded[f"b{l}"] = scale * (parameters[f"b{l}"] - running[f"mu{l}"]) + parameters[f"beta{l}"]
    return folded


def turning_angle(W, dW, learning_rate):
    """By how many degrees one step of gradient descent turns the weights of each unit.

    W, dW: (n_l, n_(l-1)), a unit's weights in its row.  Returns (n_l, 1), degrees from 0 to 180.
    """
    new = W - learning_rate * dW
    lengths = np.linalg.norm(W, axis=1, keepdims=True) * np.linalg.norm(new, axis=1, keepdims=True)
    cosine = np.sum(W * new, axis=1, keepdims=True) / lengths
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))
