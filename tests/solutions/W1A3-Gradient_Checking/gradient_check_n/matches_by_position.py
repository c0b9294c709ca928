# wrong: pairs parameters and gradients by their order @ 21,28,29,30
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    p = {k: v.astype(float) for k, v in parameters.items()}
    nums = []
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
        nums.append(num.ravel())
    anas = [g.ravel() for g in gradients.values()]

    def rel(a, b):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    num, ana = np.concatenate(nums), np.concatenate(anas)
    differences, start = {}, 0
    for key, g in gradients.items():
        differences[key] = rel(num[start : start + g.size], ana[start : start + g.size])
        start += g.size
    return rel(num, ana), differences
