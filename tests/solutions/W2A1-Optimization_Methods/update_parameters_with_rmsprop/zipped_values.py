# wrong: matches s and the gradients by their order in the dicts, not by their keys @ 6
import numpy as np


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):
    s = dict(zip(s, (beta * a + (1 - beta) * g**2 for a, g in zip(s.values(), grads.values()))))
    steps = {k: grads["d" + k] / (np.sqrt(s["d" + k]) + epsilon) for k in parameters}
    return {k: p - learning_rate * steps[k] for k, p in parameters.items()}, s
