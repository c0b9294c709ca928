# wrong: the cache is the caller's dict of parameters, not a new one @ 6
from utils.activations import relu


def forward_propagation_with_dropout(X, parameters, rng, keep_prob):
    cache = parameters
    L = len(parameters) // 2
    A = cache["A0"] = X
    for l in range(1, L):
        cache[f"Z{l}"] = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        cache[f"D{l}"] = rng.random(cache[f"Z{l}"].shape) < keep_prob
        A = cache[f"A{l}"] = relu(cache[f"Z{l}"]) * cache[f"D{l}"] / keep_prob
    cache[f"Z{L}"] = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    return cache[f"Z{L}"], cache
