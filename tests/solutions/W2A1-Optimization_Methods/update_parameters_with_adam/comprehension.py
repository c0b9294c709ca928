# right
import numpy as np


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):

    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in grads}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k] ** 2 for k in grads}
    v_hat = {k: v[k] / (1 - beta1 ** t) for k in v}
    s_hat = {k: s[k] / (1 - beta2 ** t) for k in s}
    return {k: parameters[k] - learning_rate * v_hat["d" + k] / (np.sqrt(s_hat["d" + k]) + epsilon) for k in parameters}, v, s
