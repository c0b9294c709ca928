# right
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    new_parameters, new_v = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            g = f"d{kind}{l}"
            new_v[g] = beta * v[g] + (1 - beta) * grads[g]
            new_parameters[f"{kind}{l}"] = parameters[f"{kind}{l}"] - learning_rate * new_v[g]
    return new_parameters, new_v
