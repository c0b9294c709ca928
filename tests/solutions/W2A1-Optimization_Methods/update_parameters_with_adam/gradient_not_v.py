# wrong: steps along the gradient instead of v_hat @ 14
import numpy as np


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):

    P, V, S = {}, {}, {}
    for k in parameters:
        g = grads["d" + k]
        V["d" + k] = beta1 * v["d" + k] + (1 - beta1) * g
        S["d" + k] = beta2 * s["d" + k] + (1 - beta2) * g ** 2
        vh = V["d" + k] / (1 - beta1 ** t)
        sh = S["d" + k] / (1 - beta2 ** t)
        P[k] = parameters[k] - learning_rate * g / (np.sqrt(sh) + epsilon)
    return P, V, S
