# right
import numpy as np
import copy


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon):

    P, V, S = copy.deepcopy((parameters, v, s))
    c1, c2 = 1 - np.power(beta1, t), 1 - np.power(beta2, t)
    for key, g in grads.items():
        V[key] += (1 - beta1) * (g - V[key])
        S[key] += (1 - beta2) * (np.square(g) - S[key])
        P[key[1:]] -= (learning_rate / c1) * V[key] / (np.sqrt(S[key]) / np.sqrt(c2) + epsilon)
    return P, V, S
