# right
import numpy as np


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):

    new_p, new_v, new_s = {}, {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in ("W", "b"):
            name = kind + str(l)
            g = grads["d" + name]
            new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
            new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
            v_hat = new_v["d" + name] / (1 - beta1 ** t)
            s_hat = new_s["d" + name] / (1 - beta2 ** t)
            new_p[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new_p, new_v, new_s
