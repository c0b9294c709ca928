# right
import numpy as np


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):

    v = {k: beta * v[k] + (1 - beta) * g for k, g in grads.items()}
    return {k: p - learning_rate * v["d" + k] for k, p in parameters.items()}, v
