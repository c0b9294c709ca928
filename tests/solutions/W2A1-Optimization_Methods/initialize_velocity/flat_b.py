# wrong: db of shape (n,) @ 10
import numpy as np


def initialize_velocity(parameters):

    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        v[f"dW{l}"] = np.zeros_like(parameters[f"W{l}"])
        v[f"db{l}"] = np.zeros(parameters[f"b{l}"].shape[0])
    return v
