# wrong: changes the dicts that were passed in @ 9, 10, 13
import numpy as np


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):

    for k in parameters:
        g = grads["d" + k]
        v["d" + k] = beta1 * v["d" + k] + (1 - beta1) * g
        s["d" + k] = beta2 * s["d" + k] + (1 - beta2) * g ** 2
        vh = v["d" + k] / (1 - beta1 ** t)
        sh = s["d" + k] / (1 - beta2 ** t)
        parameters[k] = parameters[k] - learning_rate * vh / (np.sqrt(sh) + epsilon)
    return parameters, v, s
