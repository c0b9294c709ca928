# wrong: adds the lengths of the parameters instead of their squares @ 24,25,26
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    p = {k: v.astype(float) for k, v in parameters.items()}
    differences = {}
    top = bottom = 0
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
        ana = gradients["d" + key]
        t, b = np.linalg.norm(num - ana), np.linalg.norm(num) + np.linalg.norm(ana)
        differences["d" + key] = t / b
        top += t
        bottom += b
    return top / bottom, differences
