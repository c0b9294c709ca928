"""The backward pass of the L-layer network in utils.network."""

from utils.activations import sigmoid
from utils.network import number_of_layers


def backward_propagation(X, Y, cache):
    """Gradients of the cost by the chain rule, from the last layer to the first (Rumelhart, Hinton & Williams, 1986).

    X: inputs (n_x, m).  Y: labels 0 or 1 (1, m).  cache: what forward_propagation(X, parameters) returned.
    Returns grads: "dW1", "db1", ..., "dWL", "dbL", each of its parameter's shape. The derivative of ReLU at 0 is
    taken as 0.

    Only the last two axes are looked at, so that networks can be stacked along an axis before them (utils.ensemble).
    """
    m = X.shape[-1]
    L = number_of_layers(cache)
    grads = {}
    dZ = (sigmoid(cache[f"Z{L}"]) - Y) / m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l - 1}"].mT
        grads[f"db{l}"] = dZ.sum(axis=-1, keepdims=True)
        if l > 1:
            dZ = (cache[f"W{l}"].mT @ dZ) * (cache[f"Z{l - 1}"] > 0)
    return grads
