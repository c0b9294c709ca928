# right
import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    names = sorted(parameters)
    shapes = [parameters[name].shape for name in names]
    sizes = [int(np.prod(shape)) for shape in shapes]
    ends = np.cumsum(sizes)

    def to_vector(d, prefix=""):
        return np.concatenate([np.asarray(d[prefix + name], dtype=np.float64).reshape(-1) for name in names])

    def to_dict(v):
        return {n: part.reshape(s) for n, part, s in zip(names, np.split(v, ends[:-1]), shapes)}

    def cost(v):
        return network.compute_cost(network.forward_propagation(X, to_dict(v))[0], Y)

    def rel(a, b):
        return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))

    theta, ana = to_vector(parameters), to_vector(gradients, "d")
    steps = epsilon * np.eye(theta.size)
    num = np.array([cost(theta + e) - cost(theta - e) for e in steps]) / (2 * epsilon)
    differences = {}
    for name, end, size in zip(names, ends, sizes):
        differences["d" + name] = rel(num[end - size : end], ana[end - size : end])
    return rel(num, ana), differences
