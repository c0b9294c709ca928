# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):

    L = number_of_layers(parameters)
    cache = {"A0": X}
    A = X
    for l in range(1, L):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        A = relu(Z)
        D = rng.random(A.shape) < keep_prob
        A = A * D / keep_prob
        cache[f"W{l}"] = W
        cache[f"b{l}"] = b
        cache[f"Z{l}"] = Z
        cache[f"D{l}"] = D
        cache[f"A{l}"] = A
    W, b = parameters[f"W{L}"], parameters[f"b{L}"]
    ZL = np.dot(W, A) + b
    cache[f"W{L}"], cache[f"b{L}"], cache[f"Z{L}"] = W, b, ZL
    return ZL, cache
