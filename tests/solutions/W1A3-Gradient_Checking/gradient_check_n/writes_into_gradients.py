# wrong: leaves its differences in the gradients that came in @ 23
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    p = {k: v.astype(float) for k, v in parameters.items()}
    differences = {}
    top = n2 = a2 = 0
    for key in p:
        num = np.zeros(p[key].shape)
        for i in np.ndindex(num.shape):
            old = p[key][i]
            p[key][i] = old + epsilon
            up = network.compute_cost(network.forward_propagation(X, p)[0], Y)
            p[key][i] = old - epsilon
            down = network.compute_cost(network.forward_propagation(X, p)[0], Y)
            p[key][i] = old
            num[i] = (up - down) / (2 * epsilon)
        g = gradients["d" + key]
        n, a = np.sum(num**2), np.sum(g**2)
        g -= num
        t = np.sum(g**2)
        differences["d" + key] = np.sqrt(t) / (np.sqrt(n) + np.sqrt(a))
        top, n2, a2 = top + t, n2 + n, a2 + a
    return np.sqrt(top) / (np.sqrt(n2) + np.sqrt(a2)), differences
