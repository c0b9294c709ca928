# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):

    cache = {"A0": X}
    L = sum(1 for k in parameters if k.startswith("W"))
    A = X
    for l in range(1, L + 1):
        cache[f"W{l}"] = parameters[f"W{l}"]
        cache[f"b{l}"] = parameters[f"b{l}"]
        Z = cache[f"Z{l}"] = cache[f"W{l}"] @ A + cache[f"b{l}"]
        if l < L:
            D = rng.random(Z.shape) > 1 - keep_prob
            cache[f"D{l}"] = D
            A = np.where(D, relu(Z) / keep_prob, 0.0)
            cache[f"A{l}"] = A
    return Z, cache
