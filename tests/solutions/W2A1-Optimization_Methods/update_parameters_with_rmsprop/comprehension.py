# right
import numpy as np


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):

    s = {k: beta * s[k] + (1 - beta) * np.square(g) for k, g in grads.items()}
    p = {k[1:]: parameters[k[1:]] - learning_rate * g / (np.sqrt(s[k]) + epsilon) for k, g in grads.items()}
    return p, s
