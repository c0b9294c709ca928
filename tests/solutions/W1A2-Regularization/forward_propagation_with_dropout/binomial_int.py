# right
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):

    L = number_of_layers(parameters)
    cache = dict(parameters)
    cache["A0"] = X
    for l in range(1, L + 1):
        cache[f"Z{l}"] = parameters[f"W{l}"].dot(cache[f"A{l-1}"]) + parameters[f"b{l}"]
        if l != L:
            cache[f"D{l}"] = rng.binomial(1, keep_prob, size=cache[f"Z{l}"].shape)
            cache[f"A{l}"] = np.maximum(0, cache[f"Z{l}"]) * cache[f"D{l}"]
            cache[f"A{l}"] /= keep_prob
    return cache[f"Z{L}"], cache
