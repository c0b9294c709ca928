# right
import numpy as np


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon):

    parameters = {k: np.array(v) for k, v in parameters.items()}
    s = {k: np.array(v) for k, v in s.items()}
    for k in parameters:
        g = grads["d" + k]
        s["d" + k] = np.average([s["d" + k], np.multiply(g, g)], axis=0, weights=[beta, 1 - beta])
        step = learning_rate / (np.power(s["d" + k], 0.5) + epsilon)
        parameters[k] -= step * g
    return parameters, s
