# wrong: the next layer gets the activations before dropout @ 10,15
import numpy as np
from utils.activations import relu, sigmoid
from utils.backward import backward_propagation
from utils.network import compute_cost, forward_propagation, number_of_layers


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):

    ZL, cache = forward_propagation(X, parameters)
    L = number_of_layers(parameters)
    for l in range(1, L):
        D = rng.random(cache[f"A{l}"].shape) < keep_prob
        cache[f"D{l}"] = D
        cache[f"A{l}"] = cache[f"A{l}"] * D / keep_prob
    return ZL, cache
