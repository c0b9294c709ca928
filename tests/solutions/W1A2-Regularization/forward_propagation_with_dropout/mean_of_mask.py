# wrong: divides by the fraction that was kept @ 19
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):

    L = number_of_layers(parameters)
    cache = {"A0": X}
    A = X
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        cache[f"W{l}"], cache[f"b{l}"], cache[f"Z{l}"] = W, b, Z
        if l < L:
            D = rng.random(Z.shape) < keep_prob
            A = relu(Z) * D / D.mean()
            cache[f"D{l}"], cache[f"A{l}"] = D, A
    return Z, cache
